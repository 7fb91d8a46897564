//! `recto lsp`: a language server, over standard input and output (Language Server Protocol 3.17).
//!
//! In: what an editor says of its open files. Out: the findings of `recto check`, for unsaved text too; ids after `[[`, keys, levels, kinds
//! and tags in front matter; the file that a link leads to. The guide is looked at once the editor is silent for a moment, and before a
//! question is answered.

mod complete;
mod definition;
mod diagnostics;
mod document;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use lsp_server::{Connection, Message, Notification, Request, Response};
use recto::{Input, Options, Source, Sources};
use serde_json::{Value, json};

use super::args::Lsp;
use super::check::{CheckResult, Inspector};
use super::{Failure, read};

/// How long the editor has to be silent before the guide is looked at.
const DEBOUNCE: Duration = Duration::from_millis(150);
/// JSON-RPC's code for an unknown method.
const METHOD_NOT_FOUND: i32 = -32601;

pub fn run(args: &Lsp) -> Result<(), Failure> {
    let (connection, threads) = Connection::stdio();
    let capabilities = json!({
        "textDocumentSync": {"openClose": true, "change": 1, "save": true},
        "completionProvider": {"triggerCharacters": ["[", "/", "#", ":", " ", ","]},
        "definitionProvider": true,
    });
    let told = connection.initialize(capabilities).context("the editor did not begin as the protocol asks")?;
    let root = root(&told, &args.dir)?;
    Server::new(root).serve(&connection)?;
    drop(connection);
    threads.join().context("the editor closed the connection")?;
    Ok(())
}

/// The guide's folder: the editor's folder, or the one below or above it that has a book.toml.
fn root(told: &Value, dir: &Path) -> anyhow::Result<PathBuf> {
    let folder = told["workspaceFolders"][0]["uri"].as_str().or(told["rootUri"].as_str());
    let folder = folder.and_then(document::path_of_uri).unwrap_or_else(|| dir.to_path_buf());
    let folder = dunce::canonicalize(&folder).with_context(|| format!("cannot open the folder {}", folder.display()))?;
    let is_guide = |folder: &&Path| folder.join("book.toml").is_file() || folder.join("content").is_dir();
    Ok(folder.ancestors().find(is_guide).unwrap_or(&folder).to_path_buf())
}

struct Server {
    root: PathBuf,
    /// Texts of the editor, saved or not, by path from the root.
    open: BTreeMap<String, String>,
    inspector: Inspector,
    /// What was found last; `None` after a change.
    found: Option<CheckResult>,
    /// Files for which the editor shows findings.
    shown: BTreeSet<String>,
}

impl Server {
    fn new(root: PathBuf) -> Self {
        let inspector = Inspector::new(Options::default(), None);
        Self { root, open: BTreeMap::new(), inspector, found: None, shown: BTreeSet::new() }
    }

    fn serve(mut self, connection: &Connection) -> anyhow::Result<()> {
        loop {
            let message = match self.found {
                Some(_) => connection.receiver.recv().ok(),
                None => match connection.receiver.recv_timeout(DEBOUNCE) {
                    Ok(message) => Some(message),
                    Err(error) if error.is_timeout() => {
                        self.publish(connection)?;
                        continue;
                    }
                    Err(_) => None,
                },
            };
            match message {
                Some(Message::Request(request)) => {
                    if connection.handle_shutdown(&request).context("the editor ended in the middle")? {
                        return Ok(());
                    }
                    let answer = self.answer(request)?;
                    connection.sender.send(Message::Response(answer)).context("the editor closed the connection")?;
                }
                Some(Message::Notification(said)) => self.handle_notification(&said),
                Some(Message::Response(_)) => {}
                None => return Ok(()),
            }
        }
    }

    /// What the editor did.
    fn handle_notification(&mut self, said: &Notification) {
        let params = &said.params;
        let path = params["textDocument"]["uri"].as_str().and_then(|uri| document::path_below(uri, &self.root));
        match (said.method.as_str(), path) {
            ("textDocument/didOpen", Some(path)) => {
                let text = params["textDocument"]["text"].as_str().unwrap_or_default();
                self.open.insert(path, text.to_string());
            }
            ("textDocument/didChange", Some(path)) => {
                // Whole texts, as the capabilities ask for.
                let changes = params["contentChanges"].as_array();
                if let Some(text) = changes.and_then(|changes| changes.last()).and_then(|change| change["text"].as_str()) {
                    self.open.insert(path, text.to_string());
                }
            }
            ("textDocument/didClose", Some(path)) => {
                self.open.remove(&path);
            }
            ("textDocument/didSave" | "workspace/didChangeWatchedFiles" | "initialized", _) => {}
            _ => return,
        }
        self.found = None;
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
        self.recheck()?;
        let Some(found) = &self.found else { return Ok(Response::new_ok(request.id, Value::Null)) };
        let result = match request.method.as_str() {
            "textDocument/completion" => complete::items(found, &path, position),
            _ => definition::location(found, &self.root, &path, position),
        };
        Ok(Response::new_ok(request.id, result))
    }

    /// Looks at the guide as the editor has it.
    fn recheck(&mut self) -> anyhow::Result<()> {
        if self.found.is_none() {
            let input = self.with_open_texts(read::read(&self.root)?);
            self.found = Some(self.inspector.inspect(input));
        }
        Ok(())
    }

    /// The guide with the editor's texts instead of the disk's.
    fn with_open_texts(&self, input: Input) -> Input {
        let mut sources = Sources::default();
        let mut new: BTreeMap<&str, &str> = self.open.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        for (_, source) in input.sources.iter() {
            match new.remove(source.path.as_str()) {
                Some(text) => sources.add(Source::new(source.path.clone(), text)),
                None => sources.add(source.clone()),
            };
        }
        // Files that are not saved yet.
        let is_content = |path: &str| path.strip_prefix("content/").and_then(recto::parse::content_path).is_some();
        for (path, text) in new.into_iter().filter(|(path, _)| is_content(path)) {
            sources.add(Source::new(path, text));
        }
        let repository = read::repository(&self.root, &sources);
        Input { sources, repository, ..input }
    }

    /// Sends what was found, to every file that has or had findings.
    fn publish(&mut self, connection: &Connection) -> anyhow::Result<()> {
        self.recheck()?;
        let Some(found) = &self.found else { return Ok(()) };
        let mut by_file = diagnostics::by_file(found, &self.root);
        let now: BTreeSet<String> = by_file.keys().cloned().collect();
        for gone in self.shown.difference(&now) {
            by_file.insert(gone.clone(), Vec::new());
        }
        for (path, list) in by_file {
            let params = json!({"uri": document::uri_of(&self.root, &path), "diagnostics": list});
            let said = Notification { method: "textDocument/publishDiagnostics".into(), params };
            connection.sender.send(Message::Notification(said)).context("the editor closed the connection")?;
        }
        self.shown = now;
        Ok(())
    }
}
