#!/usr/bin/env python3
"""Looks for texts for which Recto works more than in proportion to their length.

    python3 tests/linear/find.py RECTO [PLACE …] [--seconds 300] [--seed 1] [--bytes 120000]

Random pieces, one to four at a time, are repeated to a text, which stands in one of the PLACES (see below; all of them without any, in turns): in a card
that is checked or built, in front matter, in book.toml, in a bank that is imported. What takes far more than four times the processor's time of a
quarter of the text is printed, with both times; so is what ends in a panic. RECTO has to be a release build. This is a search, not a test: what it finds
becomes a shape in tests/linear/shapes.rs, whose instructions are counted.
"""

import argparse
import itertools
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NUMBER = "№"
"""In a piece: the number of the repetition, so that names differ."""
MARKDOWN = [
    # Characters and runs of them.
    *"aA1-*_~`\"'()[]{}<>/\\&#+=|!$^:;,.?%@\n\t é\u200b",
    "**", "~~", "``", "```", "##", "==", "$$", "::", "  ", "    ", "\n\n", "&amp;", "&lt", "👩‍👩‍👧", "a№ ",
    # HTML and links.
    "<b>", "</b>", "<div>", "<!--", "-->", "<details>", "<summary>", "</summary>", "</details>", "<br>", '<a href="', "<x№>", "<b id=i№>",
    "[[", "]]", "![", "](", "[^1]", "[^1]:", "^[", "http://a.b", "a@b.c", "[[t/n№]]", "[a](#n№)", "[a](n№.md)", "[^n№]", "[n№]: x\n", "![a](n№.png)",
    # Blocks, and what a card or a bank is made of.
    "- [ ] ", "- ", "1. ", "№. ", "> ", "---", "***", "|a|", "# ", "## ", "### H№\n\n", "?\n", "Q: ", "A: ", "A) ", "Answer: ", "Answers\n", "## Answer\n",
    "## Hint\n", "{#id}", "{#n№}", "{weight=2}", "==c№==", "a №?\n",
    # Formulas, highlights, templates, other dialects.
    "${", "\\(", "\\[", "$x$", "==a==", "%%", "{{", "}}", "{{c1::", ":::", "!!! note\n", "> [!NOTE]\n", "{% ", "%}", ">>", "\u2b06",
]  # fmt: skip
YAML = ["a: ", "n№: 1\n", "- ", "? ", "[", "]", "{", "}", ",", ": ", "&a ", "*a ", "&n№ ", "!!str ", "|\n ", ">\n ", '"', "'", "#", "\n", " ", "tags: ", "aliases: ", "x№, ", "t/n№, "]
TOML = ["a = ", "n№ = 1\n", "[n№]\n", "[[a]]\n", "[[levels]]\n", "a.", '"', '"""', "'''", "{a=", "}", "[", "]", ",", "\n", "#", "1", "-", "\\", '"x№", ', "[synonyms]\n"]
TABLE = ["What?,", '"', '""', ",", ";", "\t", "\n", "a№", "<b>", "&amp;", "{{c1::", "\\(", "- ", "**", "|"]
GIFT = ["::a::", "{", "}", "=", "~", "->", "#", "\\", "%50%", "{T}", "\n\n", "\n", "a№", "//", "$CATEGORY: ", "[html]", "..", ":"]
XML = ["<question>", "</question>", '<question type="multichoice">', "<text>", "</text>", "<![CDATA[", "]]>", "&amp;", "&lt;b&gt;", "<a b='c'/>", "<n№/>", "a", "<!--", "-->"]
LANGUAGES = "python rust c cpp java js ts html css scss less sql sh yaml toml json xml md tex go php rb pl hs lisp lua r swift kt ini diff make ps1 vb m clj erl dart".split()
SLOW = 0.9
"""Seconds of the processor below which a text is not looked at twice."""
FACTOR = 5.5
"""What four times the text may cost at most: somewhat more than four, because caches get smaller."""
LIMIT = 30
"""Seconds of the processor after which a run is stopped."""


@dataclass
class Place:
    """Where a text stands."""

    pieces: list[str]
    file: str
    """Relative to the guide's folder."""
    around: Callable[[str], str]
    command: str = "check"


def in_code(text: str) -> str:
    """As code of a language that the text's length chooses."""
    return f"# Question?\n\n## Answer\n\n```{LANGUAGES[sum(map(ord, text[:20])) % len(LANGUAGES)]}\n{text}\n```\n"


QUESTION = "# Question?\n\n## Answer\n\nx"
PLACES = {
    "check": Place(MARKDOWN, "content/t/a.md", lambda text: f"{QUESTION} {text}\n"),
    "build": Place(MARKDOWN, "content/t/a.md", lambda text: f"{QUESTION} {text}\n", "build"),
    "card": Place(MARKDOWN, "content/t/a.md", lambda text: text),
    "page": Place(MARKDOWN, "content/t/index.md", lambda text: text, "build"),
    "code": Place(MARKDOWN, "content/t/a.md", in_code, "build"),
    "yaml": Place(YAML, "content/t/a.md", lambda text: f"---\n{text}\n---\n\n{QUESTION}\n"),
    "toml": Place(TOML, "content/t/a.md", lambda text: f"+++\n{text}\n+++\n\n{QUESTION}\n"),
    "book": Place(TOML, "book.toml", lambda text: f'[book]\nid = "b"\ntitle = "B"\n{text}'),
    "import": Place(MARKDOWN, "bank.md", lambda text: f"# Bank\n\n## What is it?\n\nx {text}\n", "import"),
    "bank": Place(MARKDOWN, "bank.md", lambda text: text, "import"),
    "csv": Place(TABLE, "bank.csv", lambda text: f"question,answer\n{text}", "import"),
    "gift": Place(GIFT, "bank.gift", lambda text: text, "import"),
    "xml": Place(XML, "bank.xml", lambda text: f"<quiz>{text}</quiz>", "import"),
}


def cost(program: str, folder: Path, place: Place, text: str) -> tuple[float, int]:
    """Seconds of the processor that a guide with the text takes, and the exit code: negative if it was stopped."""
    files = {"book.toml": '[book]\nid = "b"\ntitle = "B"\n', "content/index.md": "x\n", "content/t/index.md": "x\n", place.file: place.around(text)}
    for file, written in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(written)
    command = [program, place.command, str(folder)]
    if place.command == "import":
        command = [program, "import", str(folder / place.file), "--to", "t", "--guide", str(folder), "--dry-run"]
    elif place.command == "build":
        command += ["--output", str(folder / "site")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))  # noqa: E731
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    (folder / place.file).unlink()
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, code


def repeated(piece: str, length: int) -> str:
    """A piece again and again, to so many bytes at least."""
    if NUMBER not in piece:
        return piece * (length // len(piece.encode()) + 1)
    parts: list[str] = []
    for number in itertools.count(1):
        parts.append(piece.replace(NUMBER, str(number)))
        length -= len(parts[-1].encode())
        if length <= 0:
            return "".join(parts)
    raise AssertionError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program")
    parser.add_argument("places", nargs="*", metavar="place", help=", ".join(PLACES))
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int, default=120_000)
    given = parser.parse_args()
    choose = random.Random(given.seed)
    end = time.monotonic() + given.seconds
    tried = dict.fromkeys(given.places or PLACES, 0)
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in itertools.cycle(list(tried)):
            if time.monotonic() > end:
                break
            place = PLACES[name]
            piece = "".join(choose.choices(place.pieces, k=choose.choice([1, 2, 2, 3, 3, 4])))
            seconds, code = cost(given.program, Path(folder), place, repeated(piece, given.bytes))
            tried[name] += 1
            failed = code not in (0, 1, 2)
            if seconds < SLOW and not failed:
                continue
            quarter, _ = cost(given.program, Path(folder), place, repeated(piece, given.bytes // 4))
            if failed or seconds > FACTOR * quarter:
                found += 1
                print(f"{name}: {piece!r}: {quarter:.2f} s, then {seconds:.2f} s" + (f", exit code {code}" if failed else ""), flush=True)
    print(", ".join(f"{name} {times}" for name, times in tried.items()) + f" tried; {found} found")


if __name__ == "__main__":
    main()
