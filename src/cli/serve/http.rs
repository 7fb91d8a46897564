//! Sockets: requests in, answers and events out. Whatever a client does, it costs a bounded time and memory: a request's head must come
//! within [`HEAD`] and fit into [`HEAD_BYTES`], a client must go on reading what it asked for, and so many connections are open at most.

use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Cx, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use futures_core::Stream;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{Sleep, sleep};

use super::answer::{self, Answer};
use super::live::Live;
use crate::cli::publication::Publication;

/// For a request's line and headers to arrive, and the longest that a connection stays open between two requests.
const HEAD: Duration = Duration::from_secs(10);
const HEAD_BYTES: usize = 32 * 1024;
const CONNECTIONS: usize = 256;
/// A client that reads nothing for so long is gone.
const STALLED: Duration = Duration::from_secs(30);
/// Between two signs of life on a connection that waits for changes.
const HEARTBEAT: Duration = Duration::from_secs(15);

struct Server<P> {
    live: Arc<Live<P>>,
    host: IpAddr,
}

/// Serves until the program ends.
pub async fn serve<P: Publication + Send + 'static>(listener: TcpListener, live: Arc<Live<P>>, host: IpAddr) {
    let app = Router::new().route("/_recto/events", get(events::<P>)).fallback(page::<P>).with_state(Arc::new(Server { live, host }));
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(place) = room.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: some come back.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(app.clone());
        tokio::spawn(async move {
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
            // A client that breaks off or talks nonsense is no event.
            let _ = builder.serve_connection(TokioIo::new(Patient::new(stream)), service).await;
            drop(place);
        });
    }
}

/// What a request gets: made on a thread of its own, because a page can take a while.
async fn page<P: Publication + Send + 'static>(State(server): State<Arc<Server<P>>>, request: Request) -> Response<Body> {
    let head = request.method() == "HEAD";
    let answer = tokio::task::spawn_blocking(move || {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let request = answer::Request { method: request.method().as_str(), host, path: request.uri().path() };
        server.live.answer(request, server.host)
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
    *response.status_mut() = StatusCode::from_u16(code).unwrap_or_default();
    response
}

/// Tells a browser what is shown now, and again at every change (server-sent events).
async fn events<P: Publication + Send + 'static>(State(server): State<Arc<Server<P>>>, request: Request) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let asked = answer::Request { method: request.method().as_str(), host, path: request.uri().path() };
    if let Some(refusal) = answer::refuse(asked, server.host) {
        return respond(refusal, false);
    }
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(tell(server.live.clone(), sender));
    let mut response = Response::new(Body::from_stream(Events(receiver)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Sends the state of things until the browser is gone. One that reads slowly gets the newest state, not all of them.
async fn tell<P: Publication + Send + 'static>(live: Arc<Live<P>>, sender: mpsc::Sender<String>) {
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
                () = sleep(HEARTBEAT) => if sender.send(":\n\n".into()).await.is_err() { return },
            }
        }
    }
}

struct Events(mpsc::Receiver<String>);

impl Stream for Events {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|text| text.map(|text| Ok(text.into())))
    }
}

/// A connection that ends when the other side stops reading.
struct Patient {
    stream: TcpStream,
    /// Runs while something waits to be sent.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream) -> Self {
        Self { stream, stalled: None }
    }

    fn watch<T>(&mut self, cx: &mut Cx<'_>, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.stalled = None;
            return sent;
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALLED)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Cx<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Patient {
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
