//! The command line of Recto: the only code that touches disk, clock, network and terminal.
//!
//! In: the command line. Out: an exit code. Each command reads the guide's folder ([`read`]), lets the library compile it, and then
//! publishes ([`write`]), serves ([`serve`]) or reports ([`print`]).

mod args;
mod build;
mod check;
mod dates;
mod diff;
mod explain;
mod export;
mod files;
mod git;
mod guide;
mod ids;
mod import;
mod init;
mod lsp;
mod mv;
mod new;
mod print;
mod read;
mod schema;
#[cfg(test)]
mod scratch;
mod serve;
mod site_files;
mod stats;
mod strings;
mod templates;
mod terminal;
mod theme;
mod translate;
mod watch;
mod write;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use recto::diagnostic::Diagnostic;

use self::args::{Args, Command};

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The author's mistakes, not printed yet.
    Guide(Vec<Diagnostic>),
    /// The author's mistakes, printed.
    Reported,
    /// The command line makes no sense here.
    Usage(String),
    /// What the system refused: files, ports, other programs.
    Io(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs the command line that the process was started with.
pub fn run() -> ExitCode {
    let result = match Args::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Mv(args) => mv::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Stats(args) => stats::run(&args),
        Command::Translate(args) => translate::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Theme(args) => theme::run(&args),
        Command::Strings(args) => strings::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions { shell } => completions(shell),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Reported | Failure::Guide(_)) => ExitCode::from(1),
        Err(Failure::Usage(message)) => fail(2, &message),
        Err(Failure::Io(error)) => fail(3, &format!("{error:#}")),
    }
}

fn fail(code: u8, message: &str) -> ExitCode {
    eprintln!("error: {}", print::replace_control_characters(message));
    ExitCode::from(code)
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "recto", &mut script);
    Ok(terminal::print(&String::from_utf8_lossy(&script))?)
}
