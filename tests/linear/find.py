#!/usr/bin/env python3
"""Looks for texts for which Recto works more than in proportion to their length.

    python3 tests/linear/find.py RECTO check|import [--seconds 300] [--seed 1] [--bytes 120000]

Random pieces of Markdown, one to four at a time, are repeated to a text, which is checked as a card's answer or imported as a question bank. What takes
far more than four times the processor's time of a quarter of the text is printed, with both times; so is what ends in a panic. RECTO has to be a release
build. This is a search, not a test: what it finds becomes a shape in tests/linear/shapes.rs, whose instructions are counted.
"""

import argparse
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

PIECES = [
    # Characters and runs of them.
    *"aA1-*_~`\"'()[]{}<>/\\&#+=|!$^:;,.?%@\n\t é\u200b",
    "**", "~~", "``", "```", "##", "==", "$$", "::", "  ", "    ", "\n\n", "&amp;", "&lt", "👩‍👩‍👧",
    # HTML and links.
    "<b>", "</b>", "<div>", "<!--", "-->", "<details>", "<summary>", "<br>", '<a href="', "[[", "]]", "![", "](", "[^1]", "[^1]:", "^[", "http://a.b",
    "a@b.c",
    # Blocks, and what a card or a bank is made of.
    "- [ ] ", "- ", "1. ", "> ", "---", "***", "|a|", "# ", "## ", "?\n", "Q: ", "A: ", "A) ", "Answer: ", "## Answer\n", "{#id}", "{weight=2}",
    # Formulas, highlights, templates, other dialects.
    "${", "\\(", "\\[", "$x$", "==a==", "%%", "{{", "}}", ":::", "!!! note\n", "{% ", "%}", ">>", "\u2b06",
]  # fmt: skip
SLOW = 0.9
"""Seconds of the processor below which a text is not looked at twice."""
FACTOR = 5.5
"""What four times the text may cost at most: somewhat more than four, because caches get smaller."""
LIMIT = 30
"""Seconds of the processor after which a run is stopped."""


def write(folder: Path, text: str, mode: str) -> list[str]:
    """A guide with the text; the arguments by which it is read."""
    content = folder / "content"
    (content / "t").mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text('[book]\nid = "b"\ntitle = "B"\n')
    (content / "index.md").write_text("x\n")
    if mode == "check":
        (content / "t" / "a.md").write_text(f"# Question?\n\n## Answer\n\nx {text}\n")
        return ["check", str(folder)]
    bank = folder / "bank.md"
    bank.write_text(f"# Bank\n\n## What is it?\n\nx {text}\n")
    return ["import", str(bank), "--to", "t", "--guide", str(folder), "--dry-run"]


def cost(program: str, folder: Path, text: str, mode: str) -> tuple[float, int]:
    """Seconds of the processor, and the exit code: negative if it was stopped."""
    command = [program, *write(folder, text, mode)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))  # noqa: E731
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, code


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program")
    parser.add_argument("mode", choices=["check", "import"])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int, default=120_000)
    given = parser.parse_args()
    choose = random.Random(given.seed)
    end = time.monotonic() + given.seconds
    tried = found = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            piece = "".join(choose.choices(PIECES, k=choose.choice([1, 2, 2, 3, 3, 4])))
            large = piece * (given.bytes // len(piece.encode()) + 1)
            seconds, code = cost(given.program, Path(folder), large, given.mode)
            tried += 1
            failed = code not in (0, 1, 2)
            if seconds < SLOW and not failed:
                continue
            quarter, _ = cost(given.program, Path(folder), large[: len(large) // 4], given.mode)
            if failed or seconds > FACTOR * quarter:
                found += 1
                print(f"{piece!r}: {quarter:.2f} s, then {seconds:.2f} s" + (f", exit code {code}" if failed else ""), flush=True)
    print(f"{tried} tried, {found} found")


if __name__ == "__main__":
    main()
