//! libFuzzer calls the check that `RECTO_TARGET` names, with texts that it makes from what reached something new. A panic, one that is caught
//! below too, ends the process: what it was called with lies in `artifacts/` then.
#![no_main]

mod checks;
#[path = "checks/cli.rs"]
mod cli;

use std::sync::LazyLock;

use checks::Check;

static CHECK: LazyLock<Check> = LazyLock::new(|| {
    let wanted = std::env::var("RECTO_TARGET").unwrap_or_default();
    checks::TARGETS.iter().find(|(name, ..)| *name == wanted).unwrap_or_else(|| panic!("no target is called {wanted:?}")).1
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| CHECK(data));
