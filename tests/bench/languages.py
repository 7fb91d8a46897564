#!/usr/bin/env python3
"""What a second language costs: the same guide built in one language and in two, as ratios.

    python3 tests/bench/languages.py [--cards 10000] [--rounds 5] [--recto PATH --generator PATH]

Makes a guide from a seed (tests/bench/guide) on a memory file system, and one in which every text has a French translation, which is twice
the pages, search and study data. Both are built cold in turn, several rounds; medians of wall time, CPU time and peak memory are printed
with their ratios. The issue that asked for translations allows 2.2. With `--recto` and `--generator` nothing is compiled.
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from compare import MEMORY, describe, generate, median, programs, row, run


VOWELS = str.maketrans("aeiou", "eioua")
# What is the same in every language: code, targets of links, ids, attributes, the names of a card's parts.
KEPT = re.compile(r"(`[^`]*`|\]\([^)]*\)|\[\[[^\]|]*|\{[^}]*\}|^## .*$)", re.MULTILINE)


def other_words(text: str) -> str:
    """A text of the same length in words of its own: a copy would count as untranslated, with a warning for each file."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    for i in range(0, len(parts), 2):
        pieces = KEPT.split(parts[i])
        pieces[::2] = [piece.translate(VOWELS) for piece in pieces[::2]]
        parts[i] = "".join(pieces)
    return "".join(parts)


def translate(folder: Path) -> None:
    """Gives every text of a guide a translation as long as it is."""
    book = folder / "book.toml"
    book.write_text(book.read_text().replace("[book]\n", '[book]\nlanguages = ["en", "fr"]\n', 1))
    for file in list((folder / "content").rglob("*.md")):
        front, mark, text = file.read_text().rpartition("\n---\n")
        file.with_suffix(".fr.md").write_text(front + mark + other_words(text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--recto", type=Path)
    parser.add_argument("--generator", type=Path)
    arguments = parser.parse_args()
    given = arguments.recto and arguments.generator
    found = {} if given else programs()
    recto, generator = (arguments.recto, arguments.generator) if given else (found["recto"], found["guide"])
    place = Path(tempfile.mkdtemp(prefix="recto-languages-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        guides = {name: place / name for name in ("one", "two")}
        for folder in guides.values():
            generate(generator, arguments.cards, folder)
        translate(guides["two"])
        costs = {name: [] for name in guides}
        for _ in range(arguments.rounds):
            for name, folder in guides.items():
                costs[name].append(run([recto, "build", folder, "--quiet", "--output", place / f"site-{name}"], place / f"site-{name}"))
        print(f"{arguments.cards} cards, {arguments.rounds} rounds; wall, CPU, memory, and their ratios")
        one, two = median(costs["one"]), median(costs["two"])
        print(row("one language", one))
        print(row("two", two, one))
        for name in guides:
            print(f"{name}: {describe(place / f'site-{name}')}")
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
