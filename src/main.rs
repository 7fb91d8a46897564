//! The `recto` command. Everything that it does is in `cli`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
