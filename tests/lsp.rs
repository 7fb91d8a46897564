//! `recto lsp` spoken to as an editor does, over standard input and output.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};
use support::guide::{CARD, Guide, command};

struct Editor {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    root: String,
    next: u64,
}

impl Editor {
    fn open(guide: &Guide) -> Self {
        let mut child = command(&guide.0).args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let root = format!("file://{}", guide.0.canonicalize().unwrap().display());
        let mut this = Self { child, to, from, root, next: 0 };
        let told = this.ask("initialize", json!({"capabilities": {}, "rootUri": this.root}));
        assert_eq!(told["capabilities"]["definitionProvider"], true);
        this.say("initialized", json!({}));
        this
    }

    fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn say(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).unwrap() > 0, "the server ended");
            match line.trim_end().split_once(": ") {
                Some((key, value)) if key.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id {
                return if message["error"].is_null() { message["result"].clone() } else { message["error"].clone() };
            }
        }
    }

    /// The next findings about a file that satisfy a condition.
    fn findings(&mut self, path: &str, fits: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(path);
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str() {
                let list = message["params"]["diagnostics"].as_array().unwrap().clone();
                if fits(&list) {
                    return list;
                }
            }
        }
    }

    fn edit(&mut self, path: &str, version: u64, text: &str) {
        let uri = self.uri(path);
        match version {
            1 => self
                .say("textDocument/didOpen", json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}})),
            _ => self.say(
                "textDocument/didChange",
                json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}),
            ),
        }
    }

    /// Asks about the place right behind the words, which stand in the text once.
    fn ask_behind(&mut self, method: &str, path: &str, text: &str, words: &str) -> Value {
        let at = text.find(words).unwrap() + words.len();
        let line = text[..at].matches('\n').count();
        let character = text[..at].rsplit('\n').next().unwrap().encode_utf16().count();
        let uri = self.uri(path);
        self.ask(method, json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}))
    }

    fn labels(&mut self, path: &str, text: &str, words: &str) -> Vec<String> {
        let items = self.ask_behind("textDocument/completion", path, text, words);
        items.as_array().into_iter().flatten().map(|item| item["label"].as_str().unwrap().to_string()).collect()
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.say("exit", Value::Null);
        assert!(self.child.wait().unwrap().success());
    }
}

const FILE: &str = "content/databases/phantom-read.md";

#[test]
fn what_check_finds_is_shown_for_unsaved_text_too() {
    let guide = Guide::new();
    let mut editor = Editor::open(&guide);
    let broken = CARD.replace("Rows", "é🎉 [More](nowhere.md) rows");
    editor.edit(FILE, 1, &broken);
    let found = editor.findings(FILE, |list| list.iter().any(|finding| finding["code"] == "R401"));
    let link = found.iter().find(|finding| finding["code"] == "R401").unwrap();
    // UTF-16: é is one unit, the emoji two.
    assert_eq!(link["range"], json!({"start": {"line": 7, "character": 11}, "end": {"line": 7, "character": 21}}));
    assert!(link["severity"] == 1 && link["source"] == "recto");
    assert!(link["message"].as_str().unwrap().contains("there is no file `content/databases/nowhere.md`\n"), "{link}");

    // The same as `recto check` says of the saved file.
    fs::write(guide.0.join(FILE), &broken).unwrap();
    let check: Value = serde_json::from_str(&guide.recto(&["check", "--format", "json"]).out()).unwrap();
    let codes = |list: &[Value]| list.iter().map(|finding| finding["code"].as_str().unwrap().to_string()).collect::<Vec<_>>();
    let checked: Vec<Value> =
        check["diagnostics"].as_array().unwrap().iter().filter(|d| d["file"] == FILE || d["path"] == FILE).cloned().collect();
    assert_eq!(codes(&found), codes(&checked), "{check}");

    editor.edit(FILE, 2, CARD);
    editor.findings(FILE, |list| list.iter().all(|finding| finding["severity"] != 1));
    editor.end();
}

#[test]
fn ids_keys_and_tags_are_offered() {
    let guide = Guide::new();
    guide.write(
        "content/databases/acid.md",
        CARD.replace("level: mid", "level: mid\ntags: [transactions, sql]").replace("phantom read", "transaction"),
    );
    let mut editor = Editor::open(&guide);
    let text = "---\nlevel: \nkind: concept\ntags: [sql, tr\nrequires:\n  - da\nmin\n---\n\n# What is it?\n\n## Answer\nSee [[databases/a and [[databases/acid#k\n\n[[x]] no\n";
    let text = text.replace("tr\n", "tr]\n");
    editor.edit("content/databases/new.md", 1, &text);
    let of = |editor: &mut Editor, words: &str| editor.labels("content/databases/new.md", &text, words);
    let ids = of(&mut editor, "[[databases/a");
    assert!(
        ids.contains(&"databases/acid".into()) && ids.contains(&"databases/phantom-read".into()) && ids.contains(&"databases".into()),
        "{ids:?}"
    );
    assert_eq!(of(&mut editor, "[[databases/acid#k"), ["answer", "key-points"]);
    assert!(of(&mut editor, "level: ").contains(&"senior".into()));
    assert_eq!(of(&mut editor, "[sql, tr"), ["sql", "transactions"]);
    assert!(of(&mut editor, "  - da").contains(&"databases/acid".into()));
    let keys = of(&mut editor, "\nmin");
    assert!(keys.contains(&"minutes".into()) && keys.contains(&"updated".into()) && !keys.contains(&"level".into()), "{keys:?}");
    assert!(of(&mut editor, "[[x]] no").is_empty() && of(&mut editor, "## Ans").is_empty());

    let item = editor.ask_behind("textDocument/completion", "content/databases/new.md", &text, "[[databases/a");
    let acid = item.as_array().unwrap().iter().find(|item| item["label"] == "databases/acid").unwrap();
    assert_eq!(acid["textEdit"]["range"], json!({"start": {"line": 12, "character": 6}, "end": {"line": 12, "character": 17}}));
    assert_eq!(acid["detail"], "What is a transaction?");
    editor.end();
}

#[test]
fn a_link_leads_to_its_card() {
    let guide = Guide::new();
    let text = "---\nrequires: [databases/phantom-read]\n---\n\n# What is it?\n\n## Answer\nSee [[phantom-read]] and [it](phantom-read.md#key-points), [x](https://example.org/y).\n";
    guide.write("content/databases/new.md", text);
    let mut editor = Editor::open(&guide);
    let card = editor.uri(FILE);
    for (words, line) in [("[[phantom", 4), ("[it](phantom", 9), ("[databases/pha", 4)] {
        let place = editor.ask_behind("textDocument/definition", "content/databases/new.md", text, words);
        assert_eq!((place["uri"].as_str(), &place["range"]["start"]["line"]), (Some(card.as_str()), &json!(line)), "{words}: {place}");
    }
    for words in ["https://exa", "## Ans"] {
        assert_eq!(editor.ask_behind("textDocument/definition", "content/databases/new.md", text, words), Value::Null, "{words}");
    }
    assert_eq!(editor.ask("textDocument/hover", json!({}))["code"], -32601);
    editor.end();
}

#[test]
fn what_others_save_is_seen_and_only_what_changed_is_sent() {
    let guide = Guide::new();
    guide.write("content/databases/other.md", CARD.replace("phantom read", "dirty read").replace("level: mid", "levl: mid"));
    let mut editor = Editor::open(&guide);
    let other = "content/databases/other.md";
    let first = editor.findings(other, |_| true);
    assert!(first.iter().any(|finding| finding["code"] == "R102"), "{first:?}");

    // The editor has another file open, and says nothing of this one.
    editor.edit(FILE, 1, &CARD.replace("Rows", "[More](nowhere.md) rows"));
    editor.findings(FILE, |list| list.iter().any(|finding| finding["code"] == "R401"));
    fs::write(guide.0.join(other), CARD.replace("phantom read", "dirty read").replace("## Answer", "## Answr")).unwrap();
    // The next that is said of it is new: nothing was repeated with the edit.
    let second = editor.findings(other, |_| true);
    assert!(second.iter().any(|finding| finding["code"] == "R305") && first != second, "{second:?}");
    fs::remove_file(guide.0.join(other)).unwrap();
    assert_eq!(editor.findings(other, |_| true), [] as [Value; 0]);

    // What is closed without being saved is what the disk has.
    let uri = editor.uri(FILE);
    editor.say("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    editor.findings(FILE, |list| list.iter().all(|finding| finding["severity"] != 1));
    editor.end();
}
