//! What strangers can send to `recto serve`: malformed requests and attempts to leave the site.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use support::guide::Guide;
use support::server::Server;

const SECRET: &str = "the-secret-of-another-folder";

/// Ways out of a folder that have worked somewhere.
const TRAVERSALS: [&str; 24] = [
    "/../secret.txt",
    "/../../secret.txt",
    "/databases/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%252e%252e/secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%e0%80%ae/secret.txt",
    "/.../secret.txt",
    "/....//secret.txt",
    "/./../secret.txt",
    "//secret.txt",
    "/secret.txt%00.html",
    "/content/../secret.txt",
    "/content/databases/phantom-read.md",
    "/book.toml",
    "/../book.toml",
    "/file:///etc/passwd",
    "/%2fetc%2fpasswd",
    "/~root/secret.txt",
    "/_recto/../../secret.txt",
];

const METHODS: [&str; 14] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "GE T", "", "\u{0}", "BREW"];
const HOSTS: [&str; 8] = ["localhost", "127.0.0.1", "[::1]", "evil.example", "", "localhost:x", "local host", "\u{1f980}"];
const HEADERS: [&str; 12] = [
    "Content-Length: 99999999999999999999",
    "Content-Length: -1",
    "Content-Length: 5\r\nContent-Length: 6",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 3",
    "Range: bytes=0-99999999999",
    "Range: bytes=-1,-1,-1,-1",
    "Expect: 100-continue",
    "Upgrade: websocket\r\nConnection: Upgrade",
    " folded: header",
    "no colon",
    "X: \u{7f}\u{1}",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A request that is wrong in some way.
fn request(random: &mut Random) -> Vec<u8> {
    let path = match random.below(6) {
        0..=2 => random.one(&TRAVERSALS).to_string(),
        3 => "/".repeat(random.below(3000)),
        4 => format!("/?{}", "%".repeat(random.below(500))),
        _ => format!("/{}", "a/../".repeat(random.below(400))),
    };
    let version = random.one(&["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.1 ", "", "ICY"]);
    let mut text =
        format!("{} {path} {version}\r\nHost: {}\r\nConnection: close\r\n", random.one(&METHODS), random.one(&HOSTS)).into_bytes();
    match random.below(4) {
        0 => text.extend(format!("{}\r\n", random.one(&HEADERS)).bytes()),
        1 => text.extend((0..random.below(300)).flat_map(|i| format!("X-{i}: {i}\r\n").into_bytes())),
        2 => text.extend(format!("X: {}\r\n", "y".repeat(random.below(80_000))).bytes()),
        _ => {}
    }
    text.extend(b"\r\n");
    match random.below(5) {
        // Bytes changed, cut off, or followed by more.
        0 => (0..1 + random.below(8)).for_each(|_| {
            let at = random.below(text.len());
            text[at] = random.below(256) as u8;
        }),
        1 => text.truncate(random.below(text.len())),
        2 => text.extend((0..random.below(4000)).map(|i| (i * 7 % 256) as u8)),
        _ => {}
    }
    text
}

#[test]
fn malformed_requests_get_nothing_from_outside_the_site() {
    let requests = std::env::var("RECTO_REQUESTS").ok().and_then(|number| number.parse().ok()).unwrap_or(3_000);
    let guide = Guide::new();
    guide.write("secret.txt", SECRET);
    guide.write("content/_hidden.md", SECRET);
    guide.write("content/.hidden", SECRET);
    let mut server = Server::start(&guide, &[]);
    let before = server.page("/databases/phantom-read.html");
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for seed in 1..=4_u64 {
            let (server, done) = (&server, &done);
            scope.spawn(move || {
                let random = &mut Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                while done.fetch_add(1, Ordering::Relaxed) < requests {
                    let request = request(random);
                    let answer = server.send(&request);
                    for forbidden in [SECRET, "root:x:", "[book]", "level: mid"] {
                        assert!(!answer.contains(forbidden), "{:?}\n{answer}", String::from_utf8_lossy(&request));
                    }
                    assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "{answer}");
                }
            });
        }
    });
    assert_eq!(server.page("/databases/phantom-read.html"), before, "it goes on as before");
    assert!(server.process.try_wait().unwrap().is_none() && !server.log.lock().unwrap().contains("panicked"));
}

#[test]
fn only_own_hosts_hear_of_changes() {
    let guide = Guide::new();
    let server = Server::start(&guide, &[]);
    for (path, method, host, status) in [
        ("/_recto/events", "GET", "evil.example", "421"),
        ("/_recto/reload.js", "GET", "evil.example", "421"),
        ("/_recto/events", "POST", "localhost", "405"),
        ("/_recto/reload.js", "GET", "localhost", "200"),
        ("/_recto/reload.css", "GET", "localhost", "200"),
        ("/_recto/", "GET", "localhost", "404"),
    ] {
        let answer = server.get(method, path, host);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{method} {path} {host}: {answer}");
    }
}
