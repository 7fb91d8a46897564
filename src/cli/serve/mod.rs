//! `recto serve`: the site on this machine, from memory, and each change as it is saved. Nothing is written.
//!
//! Steps: watch the guide ([`watch`](super::watch)), read and compile it ([`rebuild`]), keep the last good site and what is wrong now ([`live`]); take a
//! port and answer requests ([`http`]) with pages made when they are asked for ([`respond`]), each with a script that updates it
//! ([`inject`], reload.js). What is not good in the guide is found when the author pauses ([`lint_worker`], [`guide_findings`]).
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the clock.

mod guide_findings;
mod http;
mod inject;
mod lint_worker;
mod live;
mod rebuild;
mod removed_pages;
mod respond;

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use tokio::net::TcpListener;

use self::live::LiveSite;
use self::rebuild::Rebuilder;
use super::args::Serve;
use super::terminal::print;
use super::{Failure, guide};

/// Ports tried after the one that was asked for.
const PORTS_TO_TRY: u16 = 50;

/// Serves until Ctrl-C.
pub fn run(args: &Serve) -> Result<(), Failure> {
    let opened = guide::open(&args.guide)?;
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    let live = Arc::new(LiveSite::new(format!("{started:x}")));
    let (rebuilder, base) = Rebuilder::start(opened, args, live.clone())?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server")?;
    let result: anyhow::Result<()> = runtime.block_on(async {
        let listener = listen(args.host, args.port).await?;
        announce(listener.local_addr().context("cannot tell the port")?, &base, args)?;
        std::thread::Builder::new().name("rebuild".into()).spawn(move || rebuilder.run()).context("cannot start a thread")?;
        tokio::select! {
            () = http::serve(listener, live, args.host) => Ok(()),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    });
    // Not waiting for pages in the making: Ctrl-C ends at once.
    runtime.shutdown_background();
    Ok(result?)
}

/// Listens on the port or on the next free one.
async fn listen(host: IpAddr, port: u16) -> anyhow::Result<TcpListener> {
    for next in port..=port.saturating_add(PORTS_TO_TRY) {
        match TcpListener::bind((host, next)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on {}", SocketAddr::new(host, next))),
        }
    }
    anyhow::bail!("the ports {port} to {} are all in use; choose another with --port", port.saturating_add(PORTS_TO_TRY))
}

fn announce(address: SocketAddr, base: &str, args: &Serve) -> anyhow::Result<()> {
    if args.port != 0 && address.port() != args.port {
        eprintln!("port {} is in use; using {} instead", args.port, address.port());
    }
    // An address that means "all" is not a place to go to.
    let shown = match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => SocketAddr::from(([127, 0, 0, 1], v4.port())),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], v6.port())),
        other => other,
    };
    let url = format!("http://{shown}{base}");
    print(&format!("serving {url} (Ctrl-C ends)\n"))?;
    if args.open
        && let Err(error) = open(&url)
    {
        eprintln!("warning: cannot open a browser: {error}");
    }
    Ok(())
}

/// Opens the platform's browser. The URL is our own, made of an address and a checked path.
fn open(url: &str) -> io::Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("explorer", &[])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let command = Command::new(program).args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = command?;
    std::thread::spawn(move || child.wait());
    Ok(())
}
