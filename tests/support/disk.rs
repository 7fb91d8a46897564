//! The disk that fails, tests/faults/failing-disk.c, compiled.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The library to preload.
pub fn library() -> PathBuf {
    static COMPILED: OnceLock<PathBuf> = OnceLock::new();
    let compile = || {
        let library = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("failing-disk-{}.so", std::process::id()));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/failing-disk.c");
        let done = Command::new("cc").args(["-shared", "-fPIC", "-O2", "-o"]).arg(&library).args([source, "-ldl"]).status().unwrap();
        assert!(done.success(), "a C compiler is needed for the disk that fails");
        library
    };
    COMPILED.get_or_init(compile).clone()
}
