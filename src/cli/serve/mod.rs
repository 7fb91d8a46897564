//! `recto serve`: the site on this machine, from memory; nothing is written.
//!
//! Steps: compile the guide; take a port; answer each request by making the page that it asks for.

mod answer;

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, header};
use recto::Compiled;
use tokio::net::TcpListener;

use self::answer::{Answer, Preview};
use super::args::Serve;
use super::publication::Publication;
use super::terminal::print;
use super::{Failure, guide};

/// Ports tried after the one that was asked for.
const FURTHER_PORTS: u16 = 50;

struct Server<P> {
    preview: Preview<P>,
    host: IpAddr,
}

pub fn run(args: &Serve) -> Result<(), Failure> {
    let mut opened = guide::open(&args.guide)?;
    let Compiled { sources, diagnostics, site, .. } = opened.compile(&args.guide)?;
    opened.report(&sources, &diagnostics)?;
    let Some(site) = site else { return Err(Failure::Reported) };
    let base = base_path(site.config.site.base_url.as_deref()).to_string();
    Ok(serve(site, &base, args)?)
}

/// The path of a base-url, with slashes at both ends: the site is served under it, as it will be by the host.
fn base_path(base_url: Option<&str>) -> &str {
    let rest = base_url.and_then(|url| url.split_once("://")).map_or("/", |(_, rest)| rest);
    &rest[rest.find('/').unwrap_or(0)..]
}

/// Serves until Ctrl-C.
fn serve<P: Publication + Send + 'static>(site: P, base: &str, args: &Serve) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("cannot start the server")?;
    let server = Arc::new(Server { preview: Preview::new(site, base), host: args.host });
    let result = runtime.block_on(async {
        let listener = listen(args.host, args.port).await?;
        let address = listener.local_addr().context("cannot tell the port")?;
        announce(address, base, args)?;
        let app = Router::new().fallback(handle::<P>).with_state(server);
        tokio::select! {
            result = async { axum::serve(listener, app).await } => result.context("the server stopped"),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    });
    // Not waiting for pages in the making: Ctrl-C ends at once.
    runtime.shutdown_background();
    result
}

/// Listens on the port or on the next free one.
async fn listen(host: IpAddr, port: u16) -> anyhow::Result<TcpListener> {
    for next in port..=port.saturating_add(FURTHER_PORTS) {
        match TcpListener::bind((host, next)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on {}", SocketAddr::new(host, next))),
        }
    }
    anyhow::bail!("the ports {port} to {} are all in use; choose another with --port", port.saturating_add(FURTHER_PORTS))
}

fn announce(address: SocketAddr, base: &str, args: &Serve) -> anyhow::Result<()> {
    if args.port != 0 && address.port() != args.port {
        eprintln!("port {} is in use, so {} is taken", args.port, address.port());
    }
    // An address that means "all" is no place to go to.
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

async fn handle<P: Publication + Send + 'static>(State(server): State<Arc<Server<P>>>, request: Request) -> Response<Body> {
    let method = request.method().to_string();
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).map(str::to_string);
    let path = request.uri().path().to_string();
    let head = method == "HEAD";
    let answer = tokio::task::spawn_blocking(move || {
        let request = answer::Request { method: &method, host: host.as_deref(), path: &path };
        server.preview.answer(request, server.host)
    });
    match answer.await {
        Ok(answer) => respond(answer, head),
        Err(_) => status(500),
    }
}

fn respond(answer: Answer, head: bool) -> Response<Body> {
    let mut response = status(answer.status);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(answer.body.len()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if answer.status == 405 {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(location) = answer.location.and_then(|l| HeaderValue::from_str(&l).ok()) {
        headers.insert(header::LOCATION, location);
    }
    if !head {
        *response.body_mut() = Body::from(answer.body);
    }
    response
}

fn status(code: u16) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = axum::http::StatusCode::from_u16(code).unwrap_or_default();
    response
}
