//! Requests to servers whether an address is there, rate-limited: few requests at a time, fewer to one host, with pauses before trying again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Response, StatusCode};

/// The result for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStatus {
    Alive,
    /// The host does not answer programs; a person may see the page.
    Unsure,
    /// Why, as the end of a sentence: `answers 404 Not Found`.
    Dead(String),
}

/// How servers are treated.
#[derive(Debug, Clone, Copy)]
pub struct RequestPolicy {
    /// For one request, redirects included.
    pub timeout: Duration,
    /// Before the first repetition; the second waits four times as long. Also the longest that `Retry-After` is obeyed, times ten.
    pub pause: Duration,
}

impl Default for RequestPolicy {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(20), pause: Duration::from_secs(1) }
    }
}

/// Requests under way at most.
const MAX_CONCURRENT: usize = 12;
/// Of them to one host.
const MAX_PER_HOST: usize = 2;
/// Attempts after the first.
const MAX_RETRIES: u32 = 2;

/// Something that can find out whether an address is there.
pub trait LinkProbe: Sync {
    fn probe(&self, url: &str) -> LinkStatus;
}

/// Asks for every address. `on_probed` is called after each.
pub fn probe_all<'a>(urls: &[&'a str], probe: &dyn LinkProbe, on_probed: &(dyn Fn() + Sync)) -> BTreeMap<&'a str, LinkStatus> {
    let queue: Mutex<VecDeque<Vec<&'a str>>> = Mutex::new(queues_by_host(urls));
    let verdicts = Mutex::new(BTreeMap::new());
    let next = || queue.lock().ok()?.pop_front();
    let work = || {
        while let Some(turn) = next() {
            for url in turn {
                let verdict = probe.probe(url);
                if let Ok(mut verdicts) = verdicts.lock() {
                    verdicts.insert(url, verdict);
                }
                on_probed();
            }
        }
    };
    std::thread::scope(|scope| (0..MAX_CONCURRENT).for_each(|_| drop(scope.spawn(work))));
    verdicts.into_inner().unwrap_or_default()
}

/// The addresses in lists to be worked through one after another, as many lists for a host as it gets requests at once. Long lists
/// are first, because they take longest.
fn queues_by_host<'a>(urls: &[&'a str]) -> VecDeque<Vec<&'a str>> {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url)).or_default().push(url);
    }
    let mut turns: Vec<Vec<&str>> = hosts
        .into_values()
        .flat_map(|urls| urls.chunks(urls.len().div_ceil(MAX_PER_HOST)).map(<[&str]>::to_vec).collect::<Vec<_>>())
        .collect();
    turns.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
    turns.into()
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

/// Asks over HTTP.
pub struct HttpProbe {
    agent: Agent,
    policy: RequestPolicy,
}

/// The result of one request.
enum Attempt {
    Final(LinkStatus),
    /// Worth another attempt, perhaps after a time that the server names; the verdict if it stays so.
    Retry(Option<Duration>, LinkStatus),
}

impl HttpProbe {
    /// Asks as patiently, and as often, as the policy says.
    pub fn new(policy: RequestPolicy) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("recto/", env!("CARGO_PKG_VERSION"), " (link check)"))
            .http_status_as_error(false)
            .timeout_global(Some(policy.timeout))
            .max_redirects(10)
            .max_response_header_size(64 * 1024);
        Self { agent: config.build().into(), policy }
    }

    /// Many servers answer HEAD wrongly, so that only its good news is believed.
    fn attempt(&self, url: &str) -> Attempt {
        match self.agent.head(url).call() {
            Ok(response) if response.status().is_success() => Attempt::Final(LinkStatus::Alive),
            _ => match self.agent.get(url).header("accept", "*/*").call() {
                Ok(response) => classify(&response),
                Err(error) => failure(&error),
            },
        }
    }
}

impl LinkProbe for HttpProbe {
    fn probe(&self, url: &str) -> LinkStatus {
        let Some(url) = ascii(url) else { return LinkStatus::Unsure };
        let mut attempt = 0;
        loop {
            match self.attempt(&url) {
                Attempt::Final(verdict) => return verdict,
                Attempt::Retry(_, verdict) if attempt == MAX_RETRIES => return verdict,
                Attempt::Retry(wanted, _) => {
                    let pause = self.policy.pause * 4u32.pow(attempt);
                    std::thread::sleep(wanted.unwrap_or(pause).clamp(pause, self.policy.pause * 10));
                    attempt += 1;
                }
            }
        }
    }
}

fn classify<B>(response: &Response<B>) -> Attempt {
    let status = response.status();
    let says = || LinkStatus::Dead(format!("answers {status}"));
    match status.as_u16() {
        200..=399 => Attempt::Final(LinkStatus::Alive),
        429 => Attempt::Retry(retry_after(response), LinkStatus::Unsure),
        // Wants a person: a login, a consent, no robots.
        401 | 403 | 405 | 406 | 451 | 999 => Attempt::Final(LinkStatus::Unsure),
        500..=599 => Attempt::Retry(retry_after(response), says()),
        _ => Attempt::Final(says()),
    }
}

fn retry_after<B>(response: &Response<B>) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn failure(error: &ureq::Error) -> Attempt {
    use ureq::Error;
    let dead = |why: &str| LinkStatus::Dead(why.to_string());
    match error {
        Error::StatusCode(code) => {
            let status = StatusCode::from_u16(*code).map_or_else(|_| code.to_string(), |status| status.to_string());
            Attempt::Final(LinkStatus::Dead(format!("answers {status}")))
        }
        Error::BadUri(_) | Error::Http(_) => Attempt::Final(dead("is not an address that can be requested")),
        Error::TooManyRedirects | Error::RedirectFailed => Attempt::Final(dead("redirects without end")),
        Error::HostNotFound => Attempt::Retry(None, dead("names a host that does not exist")),
        Error::Timeout(_) => Attempt::Retry(None, dead("does not answer in time")),
        Error::ConnectionFailed => Attempt::Retry(None, dead("cannot be connected to")),
        other => Attempt::Retry(None, LinkStatus::Dead(format!("cannot be reached: {}", other.to_string().to_lowercase()))),
    }
}

/// The address as it goes over the wire: what is not ASCII percent-encoded (RFC 3987). `None` where the host's name itself is not ASCII.
fn ascii(url: &str) -> Option<String> {
    if !host(url).is_ascii() {
        return None;
    }
    Some(recto::encode::url(url))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A server that answers each path with the status of its name; `/flaky` at the third request only. Counts requests.
    fn server() -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = requests.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let counted = counted.clone();
                std::thread::spawn(move || {
                    let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
                    let count = counted.fetch_add(1, Ordering::SeqCst);
                    let words: Vec<&str> = lines.first().map(|line| line.split(' ').collect()).unwrap_or_default();
                    let status = match words[..] {
                        ["HEAD", "/only-get", _] => "405 No",
                        [_, "/silent", _] => return std::thread::sleep(Duration::from_secs(3)),
                        [_, "/flaky", _] if count < 4 => "503 Later",
                        [_, "/loop", _] => "302 Found\r\nlocation: /loop",
                        [_, path, _] if path.len() == 4 => &path[1..],
                        _ => "200",
                    };
                    let _ = write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                });
            }
        });
        (address, requests)
    }

    fn quick() -> HttpProbe {
        HttpProbe::new(RequestPolicy { timeout: Duration::from_millis(500), pause: Duration::from_millis(1) })
    }

    #[test]
    fn answers_are_judged_as_a_reader_would() {
        let (address, _) = server();
        let dead = |why: &str| LinkStatus::Dead(why.into());
        for (path, expected) in [
            ("/200", LinkStatus::Alive),
            ("/only-get", LinkStatus::Alive),
            ("/été?q=ü", LinkStatus::Alive),
            ("/403", LinkStatus::Unsure),
            ("/429", LinkStatus::Unsure),
            ("/404", dead("answers 404 Not Found")),
            ("/410", dead("answers 410 Gone")),
            ("/500", dead("answers 500 Internal Server Error")),
            ("/loop", dead("redirects without end")),
            ("/silent", dead("does not answer in time")),
        ] {
            assert_eq!(quick().probe(&format!("{address}{path}")), expected, "{path}");
        }
        assert_eq!(quick().probe("http://exämple.org/"), LinkStatus::Unsure);
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert!(matches!(quick().probe(&format!("http://{nobody}/")), LinkStatus::Dead(_)));
    }

    #[test]
    fn a_server_that_fails_twice_is_asked_a_third_time() {
        let (address, requests) = server();
        assert_eq!(quick().probe(&format!("{address}/flaky")), LinkStatus::Alive);
        assert_eq!(requests.load(Ordering::SeqCst), 5, "HEAD and GET, twice in vain, then one HEAD");
    }

    /// Notes how many requests were under way at once, in all and to one host.
    #[derive(Default)]
    struct Crowd {
        now: Mutex<BTreeMap<String, usize>>,
        most: Mutex<(usize, usize)>,
    }

    impl LinkProbe for Crowd {
        fn probe(&self, url: &str) -> LinkStatus {
            let change = |by: isize| {
                let mut now = self.now.lock().unwrap();
                let count = now.entry(host(url).to_string()).or_default();
                *count = count.checked_add_signed(by).unwrap();
                let mine = *count;
                let mut most = self.most.lock().unwrap();
                *most = (most.0.max(now.values().sum()), most.1.max(mine));
            };
            change(1);
            std::thread::sleep(Duration::from_millis(1));
            change(-1);
            LinkStatus::Alive
        }
    }

    #[test]
    fn no_host_is_crowded_and_no_address_forgotten() {
        let urls: Vec<String> = (0..200).map(|i| format!("https://host-{}.org/{i}", i % 17 * (i % 3))).collect();
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        let crowd = Crowd::default();
        let done = AtomicUsize::new(0);
        let verdicts = probe_all(&urls, &crowd, &|| {
            done.fetch_add(1, Ordering::SeqCst);
        });
        assert_eq!((verdicts.len(), done.into_inner()), (200, 200));
        let (in_all, per_host) = crowd.most.into_inner().unwrap();
        assert!(in_all <= MAX_CONCURRENT && per_host <= MAX_PER_HOST, "{in_all}, {per_host}");
    }
}
