//! A guide as it was at a commit, read through the `git` program; the working tree is not touched.
//!
//! In: the guide's folder and what a person calls a commit. Out: the commit, and the text files of the guide in it as an [`Input`]
//! (without assets: no id hangs on them). Only reading commands are run, none of which starts a hook.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, bail};
use recto::{Input, Source};

use super::Failure;

/// Bytes of a file at most, as when the working tree is read.
const MAX_TEXT: u64 = 2 << 20;

/// The commit to compare the working tree with: where its branch left `reference`. What was added to `reference` since is not a loss here.
pub fn merge_base(root: &Path, reference: &str) -> Result<String, Failure> {
    let name = format!("{reference}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name])?;
    if !found.status.success() {
        return Err(Failure::Usage(unknown(root, reference)?));
    }
    let commit = line(&found);
    let base = git(root, &["merge-base", &commit, "HEAD"])?;
    if base.status.success() {
        return Ok(line(&base));
    }
    if is_shallow(root)? {
        let message = format!("this clone's history is too short to find where the working tree and `{reference}` part; {FULL_HISTORY}");
        return Err(Failure::Usage(message));
    }
    // Histories that never met: compare with the commit itself.
    Ok(commit)
}

const FULL_HISTORY: &str = "fetch the whole history (`git fetch --unshallow`; in a workflow, `fetch-depth: 0` for actions/checkout)";

/// Why git does not know a reference, and what to do about it.
fn unknown(root: &Path, reference: &str) -> anyhow::Result<String> {
    let inside = git(root, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        let said = String::from_utf8_lossy(&inside.stderr);
        let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        return Ok(format!("`{reference}` is not a file, and git cannot look it up: {said}"));
    }
    let hint = if is_shallow(root)? { FULL_HISTORY } else { "fetch it, or give the path of a published guide.json" };
    Ok(format!("`{reference}` is not a file, and Git has no commit, branch or tag of that name; {hint}"))
}

fn is_shallow(root: &Path) -> anyhow::Result<bool> {
    Ok(line(&git(root, &["rev-parse", "--is-shallow-repository"])?) == "true")
}

fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_string()
}

fn git(root: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    command(root, arguments).stdin(Stdio::null()).output().map_err(cannot_run)
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn cannot_run(error: std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("comparing with a commit needs the `git` program, which is not on the path"),
        _ => anyhow::Error::new(error).context("cannot run git"),
    }
}

/// When each file under content/ was last changed by a commit, in seconds since 1970; without those that differ from the last commit. `None` where
/// there is no git, no repository or no commit.
pub fn last_changes(root: &Path) -> Result<Option<BTreeMap<String, i64>>, Failure> {
    let Ok(head) = git(root, &["rev-parse", "--verify", "--quiet", "HEAD"]) else { return Ok(None) };
    if !head.status.success() {
        return Ok(None);
    }
    if is_shallow(root)? {
        let message =
            format!("this is a shallow clone, whose history does not say when cards changed; {FULL_HISTORY}, or say `--date YYYY-MM-DD`");
        return Err(Failure::Usage(message));
    }
    let log = ["log", "--format=tformat:%x01%ct", "--name-only", "--no-renames", "--relative", "-z", "--", "content/"];
    let listed = git(root, &log)?;
    let mut times: BTreeMap<String, i64> = BTreeMap::new();
    let mut time = 0;
    for word in String::from_utf8_lossy(&listed.stdout).split('\0').map(|word| word.trim_start_matches('\n')) {
        match word.strip_prefix('\u{1}') {
            Some(seconds) => time = seconds.trim().parse().unwrap_or(time),
            None if word.is_empty() => {}
            // The newest commit comes first.
            None => drop(times.entry(word.to_string()).or_insert(time)),
        }
    }
    let changed = git(root, &["diff", "--name-only", "--relative", "-z", "HEAD", "--", "content/"])?;
    for path in String::from_utf8_lossy(&changed.stdout).split('\0') {
        times.remove(path);
    }
    Ok(if times.is_empty() { None } else { Some(times) })
}

/// The texts that a file had, each with the time of its commit, the newest first.
pub fn versions(root: &Path, path: &str) -> anyhow::Result<Vec<(i64, String)>> {
    let listed = git(root, &["log", "--format=tformat:%ct %H", "--no-renames", "--", path])?;
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let commits: Vec<(i64, &str)> =
        text.lines().filter_map(|line| line.split_once(' ')).filter_map(|(time, commit)| Some((time.parse().ok()?, commit))).collect();
    let objects: Vec<String> = commits.iter().map(|(_, commit)| format!("{commit}:./{path}")).collect();
    let texts = contents(root, objects.iter().map(String::as_str))?;
    Ok(commits.into_iter().zip(texts).filter_map(|((time, _), text)| Some((time, text?))).collect())
}

/// book.toml and the Markdown files under content/ at a commit.
pub fn read(root: &Path, commit: &str) -> anyhow::Result<Input> {
    let listed = git(root, &["ls-tree", "-r", "-z", commit, "--", "book.toml", "content/"])?;
    if !listed.status.success() {
        bail!("git cannot list the files of {commit}: {}", String::from_utf8_lossy(&listed.stderr).trim());
    }
    let files: Vec<(String, String)> = listed.stdout.split(|byte| *byte == 0).filter_map(text_file).collect();
    let texts = contents(root, files.iter().map(|(object, _)| object.as_str()))?;
    let mut sources: Vec<Source> = files.into_iter().zip(texts).filter_map(|((_, path), text)| Some(Source::new(path, text?))).collect();
    sources.sort_by(|a, b| (a.path != "book.toml", &a.path).cmp(&(b.path != "book.toml", &b.path)));
    let mut input = Input::default();
    for source in sources {
        input.sources.add(source);
    }
    Ok(input)
}

/// The object and the path of a line of `ls-tree`, `100644 blob OBJECT<tab>PATH`, if it is a regular text file of a guide.
fn text_file(entry: &[u8]) -> Option<(String, String)> {
    let (about, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
    let mut words = about.split(' ');
    let (mode, kind, object) = (words.next()?, words.next()?, words.next()?);
    let regular = matches!(mode, "100644" | "100755") && kind == "blob";
    (regular && (path == "book.toml" || recto::parse::stem(path).is_some())).then(|| (object.to_string(), path.to_string()))
}

/// The texts of objects, in order; `None` for one that is too large or not UTF-8.
fn contents<'a>(root: &Path, objects: impl Iterator<Item = &'a str>) -> anyhow::Result<Vec<Option<String>>> {
    let objects: Vec<&str> = objects.collect();
    let mut child = command(root, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(cannot_run)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else { bail!("cannot talk to git") };
    let asked: String = objects.iter().flat_map(|object| [object, "\n"]).collect();
    // Written from a thread of its own: git answers before it has read all questions, and would wait for ever.
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let mut output = BufReader::new(output);
    let texts = objects
        .iter()
        .map(|_| next_text(&mut output))
        .collect::<anyhow::Result<Vec<_>>>()
        .context("git ended before it had sent every file")?;
    drop(output);
    let _ = writer.join();
    child.wait().context("git did not end")?;
    Ok(texts)
}

/// Reads `OBJECT blob SIZE`, a line break, the bytes, a line break.
fn next_text(output: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    // A commit that took the file away.
    if head.trim_end().ends_with(" missing") {
        return Ok(None);
    }
    let size: u64 = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).context("git's answer has no size")?;
    let mut bytes = Vec::new();
    output.by_ref().take(size + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != size + 1 {
        bail!("an answer that ends too early");
    }
    bytes.pop();
    Ok((size <= MAX_TEXT).then(|| String::from_utf8(bytes).ok()).flatten())
}
