//! The `recto` command. Everything that it does is in `cli`.

#![allow(clippy::disallowed_methods, reason = "the binary is the I/O layer: it alone touches disk, clock and environment")]

mod cli;

/// Rendering makes and drops many small strings on several threads; the system's allocator costs a sixth of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
