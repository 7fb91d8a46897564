//! Sockets: requests in, answers and events out. Whatever a client does, it costs a bounded time and memory: a request's head must come
//! within [`HEADER_TIMEOUT`] and fit into [`MAX_HEADER_BYTES`], a client must go on reading what it asked for, and the number of open connections is limited.

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Cx, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{Sleep, sleep};

use super::live::LiveSite;
use super::respond::{self, Reply};
use crate::cli::site_files::SiteFiles;

/// For a request's line and headers to arrive, and the longest that a connection stays open between two requests.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
const MAX_HEADER_BYTES: usize = 32 * 1024;
const MAX_CONNECTIONS: usize = 256;
const EVENTS_PATH: &str = "/_recto/events";
/// A client that reads nothing for so long is gone.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// Between two heartbeats on a connection that waits for changes.
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(15);

struct Server<P> {
    live: Arc<LiveSite<P>>,
    host: IpAddr,
}

/// Serves until the program ends.
pub async fn serve<P: SiteFiles + Send + 'static>(listener: TcpListener, live: Arc<LiveSite<P>>, host: IpAddr) {
    let server = Arc::new(Server { live, host });
    let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    while let Ok(place) = room.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: some come back.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let server = server.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let server = server.clone();
                async move { Ok::<_, Infallible>(route(server, request).await) }
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT).max_buf_size(MAX_HEADER_BYTES);
            // A client that breaks off or talks nonsense is not an event.
            let _ = builder.serve_connection(TokioIo::new(WriteTimeoutStream::new(stream)), service).await;
            drop(place);
        });
    }
}

/// The stream of changes is read; everything else is a file.
async fn route<P: SiteFiles + Send + 'static>(server: Arc<Server<P>>, request: Request<Incoming>) -> Response<Payload> {
    match request.uri().path() {
        EVENTS_PATH => events(&server, &request),
        _ => page(server, request).await,
    }
}

/// Renders on a blocking thread, because a page can take a while.
async fn page<P: SiteFiles + Send + 'static>(server: Arc<Server<P>>, request: Request<Incoming>) -> Response<Payload> {
    let head = request.method() == "HEAD";
    let reply = tokio::task::spawn_blocking(move || server.live.respond(asked(&request), server.host));
    match reply.await {
        Ok(reply) => send(reply, head),
        Err(_) => status(500),
    }
}

fn asked(request: &Request<Incoming>) -> respond::Request<'_> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    respond::Request { method: request.method().as_str(), host, path: request.uri().path() }
}

fn send(reply: Reply, head: bool) -> Response<Payload> {
    let mut response = status(reply.status);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(reply.body.len()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if reply.status == 405 {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(location) = reply.location.and_then(|l| HeaderValue::from_str(&l).ok()) {
        headers.insert(header::LOCATION, location);
    }
    if !head {
        *response.body_mut() = Payload::Whole(reply.body.into());
    }
    response
}

fn status(code: u16) -> Response<Payload> {
    let mut response = Response::new(Payload::Whole(Bytes::new()));
    *response.status_mut() = StatusCode::from_u16(code).unwrap_or_default();
    response
}

/// Sends a browser the current state, and again at every change (server-sent events).
fn events<P: SiteFiles + Send + 'static>(server: &Server<P>, request: &Request<Incoming>) -> Response<Payload> {
    if let Some(refusal) = respond::refuse(asked(request), server.host) {
        return send(refusal, false);
    }
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(send_changes(server.live.clone(), sender));
    let mut response = Response::new(Payload::Events(receiver));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Sends the state of things until the browser is gone. One that reads slowly gets the newest state, not all of them.
async fn send_changes<P: SiteFiles + Send + 'static>(live: Arc<LiveSite<P>>, sender: mpsc::Sender<String>) {
    let mut changes = live.subscribe();
    loop {
        changes.borrow_and_update();
        if sender.send(format!("data: {}\n\n", live.event())).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                changed = changes.changed() => if changed.is_ok() { break } else { return },
                () = sender.closed() => return,
                () = sleep(HEARTBEAT_INTERVAL) => if sender.send(":\n\n".into()).await.is_err() { return },
            }
        }
    }
}

/// What a response carries.
enum Payload {
    Whole(Bytes),
    Events(mpsc::Receiver<String>),
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match &mut *self {
            Payload::Whole(bytes) if bytes.is_empty() => None,
            Payload::Whole(bytes) => Some(std::mem::take(bytes)),
            Payload::Events(events) => ready!(events.poll_recv(cx)).map(Bytes::from),
        };
        Poll::Ready(next.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Payload::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Payload::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Payload::Events(_) => SizeHint::default(),
        }
    }
}

/// A connection that ends when the other side stops reading.
struct WriteTimeoutStream {
    stream: TcpStream,
    /// Runs while something waits to be sent.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl WriteTimeoutStream {
    fn new(stream: TcpStream) -> Self {
        Self { stream, stalled: None }
    }

    fn watch<T>(&mut self, cx: &mut Cx<'_>, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.stalled = None;
            return sent;
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(WRITE_TIMEOUT)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for WriteTimeoutStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Cx<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for WriteTimeoutStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Cx<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch(cx, sent)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<io::Result<()>> {
        let sent = Pin::new(&mut self.stream).poll_flush(cx);
        self.watch(cx, sent)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
