//! `recto lsp`: a language server, over standard input and output (Language Server Protocol 3.17).
//!
//! In: what an editor says about its open files. Out: the findings of `recto check`, for unsaved text too; ids after `[[`, keys, levels, kinds
//! and tags in front matter; the file that a link leads to. The guide is looked at once the editor is silent for a moment, and before a
//! question is answered; of the files only those are read again that the editor or the system says have changed.

mod complete;
mod definition;
mod diagnostics;
mod document;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use recto::Options;
use serde_json::{Value, json};

use super::Failure;
use super::args::Lsp;
use super::check::{CheckResult, Inspector};
use super::read::{Change, Reader};
use super::watch::Watcher;

/// How long the editor has to be silent before the guide is looked at.
const DEBOUNCE: Duration = Duration::from_millis(150);
/// JSON-RPC's code for an unknown method.
const METHOD_NOT_FOUND: i32 = -32601;

/// `recto lsp`.
pub fn run(args: &Lsp) -> Result<(), Failure> {
    let (connection, threads) = Connection::stdio();
    let capabilities = json!({
        "textDocumentSync": {"openClose": true, "change": 1, "save": true},
        "completionProvider": {"triggerCharacters": ["[", "/", "#", ":", " ", ","]},
        "definitionProvider": true,
    });
    let params = connection.initialize(capabilities).context("the editor did not begin with an `initialize` request")?;
    let root = root(&params, &args.dir)?;
    // Before reading, so that what is saved meanwhile is seen.
    let watcher = Watcher::start(&root, false)?;
    let Connection { sender, receiver } = connection;
    let (events, arrived) = channel();
    forward_changes(watcher, events.clone());
    forward_messages(receiver, events);
    let send = move |message: Message| sender.send(message).context("the editor closed the connection");
    Server::new(root)?.serve(&arrived, &send)?;
    drop(send);
    threads.join().context("the editor closed the connection")?;
    Ok(())
}

/// What happened.
enum Event {
    Message(Message),
    /// Files of the guide changed, by whatever program.
    Changed(Change),
    /// The editor is gone.
    Closed,
}

/// Sends a message to the editor.
type ToEditor<'a> = &'a dyn Fn(Message) -> anyhow::Result<()>;

fn forward_changes(mut watcher: Watcher, events: Sender<Event>) {
    thread::spawn(move || {
        while let Some(change) = watcher.next() {
            if events.send(Event::Changed(change)).is_err() {
                return;
            }
        }
    });
}

fn forward_messages(messages: impl IntoIterator<Item = Message> + Send + 'static, events: Sender<Event>) {
    thread::spawn(move || {
        let all = messages.into_iter().map(Event::Message).chain([Event::Closed]);
        // Who ends without reading the rest needs none of it.
        let _ = all.into_iter().try_for_each(|event| events.send(event));
    });
}

/// The guide's folder: the editor's folder, or the one below or above it that has a book.toml.
fn root(params: &Value, dir: &Path) -> anyhow::Result<PathBuf> {
    let folder = params["workspaceFolders"][0]["uri"].as_str().or(params["rootUri"].as_str());
    let folder = folder.and_then(document::path_of_uri).unwrap_or_else(|| dir.to_path_buf());
    let folder = dunce::canonicalize(&folder).with_context(|| format!("cannot open the folder {}", folder.display()))?;
    let is_guide = |folder: &&Path| folder.join("book.toml").is_file() || folder.join("content").is_dir();
    Ok(folder.ancestors().find(is_guide).unwrap_or(&folder).to_path_buf())
}

struct Server {
    root: PathBuf,
    reader: Reader,
    /// Texts of the editor, saved or not, by path from the root.
    open: BTreeMap<String, String>,
    inspector: Inspector,
    /// What was found last; `None` after a change.
    found: Option<CheckResult>,
    /// The findings that the editor shows, by file.
    shown: BTreeMap<String, Vec<Value>>,
}

impl Server {
    fn new(root: PathBuf) -> anyhow::Result<Self> {
        let reader = Reader::open(&root)?;
        let inspector = Inspector::new(Options::default(), None);
        Ok(Self { root, reader, open: BTreeMap::new(), inspector, found: None, shown: BTreeMap::new() })
    }

    fn serve(mut self, events: &Receiver<Event>, send: ToEditor<'_>) -> anyhow::Result<()> {
        loop {
            let event = match self.found {
                Some(_) => events.recv().ok(),
                None => match events.recv_timeout(DEBOUNCE) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Timeout) => {
                        self.publish(send)?;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => None,
                },
            };
            match event {
                Some(Event::Message(Message::Request(request))) if request.method == "shutdown" => {
                    return end(request.id, events, send);
                }
                Some(Event::Message(Message::Request(request))) => send(Message::Response(self.answer(request)?))?,
                Some(Event::Message(Message::Notification(said))) if said.method == "exit" => return Ok(()),
                Some(Event::Message(Message::Notification(said))) => self.handle_notification(&said)?,
                Some(Event::Message(Message::Response(_))) => {}
                Some(Event::Changed(change)) => self.reread(&change)?,
                Some(Event::Closed) | None => return Ok(()),
            }
        }
    }

    /// What the editor did.
    fn handle_notification(&mut self, said: &Notification) -> anyhow::Result<()> {
        let params = &said.params;
        let path = params["textDocument"]["uri"].as_str().and_then(|uri| document::path_below(uri, &self.root));
        match (said.method.as_str(), path) {
            ("textDocument/didOpen", Some(path)) => {
                let text = params["textDocument"]["text"].as_str().unwrap_or_default();
                self.edit(path, text);
            }
            ("textDocument/didChange", Some(path)) => {
                // Whole texts, as the capabilities ask for.
                let changes = params["contentChanges"].as_array();
                if let Some(text) = changes.and_then(|changes| changes.last()).and_then(|change| change["text"].as_str()) {
                    self.edit(path, text);
                }
            }
            ("textDocument/didClose", Some(path)) => {
                self.open.remove(&path);
                self.found = None;
                self.reread(&Change::Paths(vec![self.root.join(path)]))?;
            }
            ("textDocument/didSave", Some(path)) => self.reread(&Change::Paths(vec![self.root.join(path)]))?,
            ("workspace/didChangeWatchedFiles", _) => {
                let uris = params["changes"].as_array().into_iter().flatten().filter_map(|change| change["uri"].as_str());
                let paths = uris.filter_map(|uri| document::path_below(uri, &self.root)).map(|path| self.root.join(path));
                self.reread(&Change::Paths(paths.collect()))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn edit(&mut self, path: String, text: &str) {
        if self.open.get(&path).is_none_or(|known| known != text) {
            self.open.insert(path, text.to_string());
            self.found = None;
        }
    }

    /// Reads from disk what changed there.
    fn reread(&mut self, change: &Change) -> anyhow::Result<()> {
        if self.reader.update(change)? {
            self.found = None;
        }
        Ok(())
    }

    fn answer(&mut self, request: Request) -> anyhow::Result<Response> {
        let params = &request.params;
        let place = params["textDocument"]["uri"].as_str().and_then(|uri| document::path_below(uri, &self.root));
        let position = document::Position::read(&params["position"]);
        let known = matches!(request.method.as_str(), "textDocument/completion" | "textDocument/definition");
        if !known {
            return Ok(Response::new_err(request.id, METHOD_NOT_FOUND, format!("`{}` is not supported", request.method)));
        }
        let (Some(path), Some(position)) = (place, position) else { return Ok(Response::new_ok(request.id, Value::Null)) };
        self.recheck();
        let Some(found) = &self.found else { return Ok(Response::new_ok(request.id, Value::Null)) };
        let result = match request.method.as_str() {
            "textDocument/completion" => complete::items(found, &path, position),
            _ => definition::location(found, &self.root, &path, position),
        };
        Ok(Response::new_ok(request.id, result))
    }

    /// Looks at the guide as the editor has it.
    fn recheck(&mut self) {
        if self.found.is_none() {
            self.found = Some(self.inspector.inspect(self.reader.input_with(&self.open)));
        }
    }

    /// Sends what was found in the files where it is not what the editor shows.
    fn publish(&mut self, send: ToEditor<'_>) -> anyhow::Result<()> {
        self.recheck();
        let Some(found) = &self.found else { return Ok(()) };
        let now = diagnostics::by_file(found, &self.root);
        let gone = self.shown.keys().filter(|path| !now.contains_key(*path)).map(|path| (path, &[][..]));
        let changed = now.iter().filter(|(path, list)| self.shown.get(*path) != Some(list)).map(|(path, list)| (path, list.as_slice()));
        for (path, list) in gone.chain(changed) {
            let params = json!({"uri": document::uri_of(&self.root, path), "diagnostics": list});
            send(Message::Notification(Notification { method: "textDocument/publishDiagnostics".into(), params }))?;
        }
        self.shown = now;
        Ok(())
    }
}

/// Agrees to end, and waits for the word.
fn end(asked: RequestId, events: &Receiver<Event>, send: ToEditor<'_>) -> anyhow::Result<()> {
    send(Message::Response(Response::new_ok(asked, Value::Null)))?;
    let is_exit = |event: &Event| matches!(event, Event::Message(Message::Notification(said)) if said.method == "exit");
    while events.recv().is_ok_and(|event| !is_exit(&event) && !matches!(event, Event::Closed)) {}
    Ok(())
}
