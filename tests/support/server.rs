//! A running `recto serve`, asked byte by byte.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::guide::{Guide, command};

/// A running `recto serve`, ended with the test.
pub struct Server {
    pub process: Child,
    /// `127.0.0.1:PORT`
    pub address: String,
    pub announced: String,
    /// What it has printed on standard error so far.
    pub log: Arc<Mutex<String>>,
}

/// The last thing that a browser was told.
pub type Told = Arc<Mutex<Value>>;

impl Server {
    pub fn start(guide: &Guide, args: &[&str]) -> Self {
        let mut process =
            command(&guide.0).args(["serve", "--port", "0"]).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut announced = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut announced).unwrap();
        let address = announced.split('/').nth(2).unwrap_or_default().to_string();
        let log = Arc::new(Mutex::new(String::new()));
        let (errors, written) = (process.stderr.take().unwrap(), log.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                *written.lock().unwrap() += &(line + "\n");
            }
        });
        Self { process, address, announced, log }
    }

    /// Sends bytes and reads until the server closes.
    pub fn send(&self, request: impl AsRef<[u8]>) -> String {
        String::from_utf8_lossy(&self.exchange(request.as_ref())).into_owned()
    }

    /// Sends bytes and reads until the server closes. One that waits for more bytes gets none.
    fn exchange(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let mut answer = Vec::new();
        // A server that has heard enough closes while we still speak.
        let _ = stream.write_all(request);
        for (patience, last) in [(Duration::from_millis(40), false), (Duration::from_secs(30), true)] {
            stream.set_read_timeout(Some(patience)).unwrap();
            match stream.read_to_end(&mut answer) {
                Err(error) if !last && matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    let whole = request.windows(4).any(|w| w == b"\r\n\r\n");
                    if answer.is_empty() && !whole {
                        let _ = stream.shutdown(Shutdown::Write);
                    }
                }
                _ => break,
            }
        }
        answer
    }

    /// The status and the body of a page.
    pub fn page(&self, path: &str) -> (u16, Vec<u8>) {
        let answer = self.exchange(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes());
        let head = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer for {path}"));
        let status = String::from_utf8_lossy(&answer[..head]).split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer[head + 4..].to_vec())
    }

    /// Listens as a browser does.
    pub fn listen(&self) -> Told {
        let told: Told = Arc::default();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(b"GET /_recto/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let heard = told.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(json) = line.strip_prefix("data: ") {
                    *heard.lock().unwrap() = serde_json::from_str(json).unwrap();
                }
            }
        });
        told
    }

    pub fn get(&self, method: &str, path: &str, host: &str) -> String {
        self.send(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How long something may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// Waits until the browser was told something that is right.
pub fn wait(told: &Told, what: &str, right: impl Fn(&Value) -> bool) {
    let start = Instant::now();
    while !right(&told.lock().unwrap()) {
        assert!(start.elapsed() < PATIENCE, "{what}: {}", told.lock().unwrap());
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The page, once it holds a text.
pub fn page_with(server: &Server, path: &str, text: &str) -> String {
    let start = Instant::now();
    loop {
        let page = String::from_utf8_lossy(&server.page(path).1).into_owned();
        if page.contains(text) {
            return page;
        }
        assert!(start.elapsed() < PATIENCE, "`{text}` never came: {page}");
        std::thread::sleep(Duration::from_millis(2));
    }
}
