#!/usr/bin/env python3
"""Recto against others on the same pages: one command, one table.

    python3 tests/bench/compare.py [--cards 1000,10000] [--rounds 3] [--queries 40] [--limit 240] [--no-search] [--tools FOLDER]
                                   [--recto PATH --generator PATH --floor PATH]

Makes a guide from a seed (tests/bench/guide) on a memory file system and writes the same pages for Hugo, Zensical, and, where they are installed, Zola and
mdBook (tests/bench/rivals.py). In every round each program builds its site cold and again after an edit of one card; they take turns, so that a machine
that is slower for a while is slower for all. The floor is the least work that any generator must do (tests/bench/floor). Then Pagefind indexes
Hugo's site, MiniSearch the same texts, and tests/bench/search-rivals.mjs asks all three searches the same queries in Chromium.

Prints Markdown for README: medians with their ranges, ratios to Recto, what is published, and where Recto loses. What a page loads is its HTML with the
scripts, stylesheets and images that it names, as they travel (gzip). With `--recto`, `--generator` and `--floor` nothing is compiled. A number without
the machine it was measured on says little; the ratios are what to read. Nothing here is a test: no run of the tests depends on time.
"""

import argparse
import gzip
import html.parser
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from rivals import Generator, Tools, generators

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")
SLOW = 30
"""Seconds after which one round is enough: ten minutes have to suffice for all."""


@dataclass
class Cost:
    """Of one run."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, all threads
    memory: float  # MB, peak resident


@dataclass
class Measured:
    """What was measured of a generator."""

    cold: list[Cost] = field(default_factory=list)
    edited: list[Cost] = field(default_factory=list)


def build(command: list[str | Path], limit: float | None = None) -> Cost:
    """Runs a build, which is stopped after so many seconds."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    stop = threading.Timer(limit or 1e6, process.kill)
    stop.daemon = True
    stop.start()
    _, status, usage = os.wait4(process.pid, 0)
    stop.cancel()
    wall = time.perf_counter() - before
    if status != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} {'takes too long' if limit and wall >= limit else 'failed'}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run(command: list[str | Path], output: Path, limit: float | None = None) -> Cost:
    """Runs a build into a folder that is not there yet."""
    shutil.rmtree(output, ignore_errors=True)
    return build(command, limit)


def median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def programs() -> dict[str, Path]:
    """Builds recto, the generator and the floor as they are released, and says where they are."""
    found = {}
    for arguments in (["--bin", "recto", "--bench", "guide"], ["--manifest-path", "tests/bench/floor/Cargo.toml", "--target-dir", "target/floor"]):
        cargo = ["cargo", "build", "--release", "--locked", "--message-format", "json", *arguments]
        for line in subprocess.run(cargo, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines():
            message = json.loads(line)
            if message.get("executable"):
                found[message["target"]["name"]] = Path(message["executable"])
    return found


def generate(generator: Path, cards: int, folder: Path) -> None:
    subprocess.run([generator, str(cards), folder], check=True, stdout=sys.stderr)


def row(name: str, cost: Cost, against: Cost | None = None) -> str:
    line = f"{name:<14}{cost.wall:>8.2f} s{cost.cpu:>8.2f} s{cost.memory:>8.0f} MB"
    if against:
        line += f"{cost.wall / against.wall:>10.2f}{cost.cpu / against.cpu:>8.2f}{cost.memory / against.memory:>8.2f}"
    return line


def contents(folder: Path) -> tuple[int, int]:
    """Files, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def describe(folder: Path) -> str:
    files, size = contents(folder)
    return f"{files} files, {size / 1e6:.0f} MB"


class Named(html.parser.HTMLParser):
    """The files that a page loads at once."""

    def __init__(self):
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        rel = values.get("rel", "").split()
        wanted = {"script": "src", "img": "src", "link": "href" if {"stylesheet", "modulepreload", "icon", "manifest"} & set(rel) else ""}.get(tag)
        if wanted and values.get(wanted) and values.get("loading") != "lazy":
            self.files.add(re.sub(r"[?#].*", "", values[wanted]))


def first_load(site: Path, page: str) -> tuple[int, int]:
    """Requests for a page, and their bytes as they travel. Addresses of other hosts count as requests of nothing."""
    named = Named()
    text = (site / page).read_bytes()
    named.feed(text.decode())
    files = [path for name in named.files if (path := (site / page).parent.joinpath(name).resolve()).is_file()]
    return 1 + len(named.files), sum(len(gzip.compress(data)) for data in [text, *(path.read_bytes() for path in files)])


def measure(found: list[Generator], card: str, rounds: int, limit: float) -> dict[str, Measured]:
    """In turns: cold builds, and builds after a card has another sentence. Who is slow is measured once; what fails is left out, and says so."""
    costs = {program.name: Measured() for program in found}
    for number in range(rounds):
        for program in found:
            if program.name not in costs or any(cost.wall > SLOW for cost in costs[program.name].cold):
                continue
            for path in program.caches:
                shutil.rmtree(path, ignore_errors=True)
            try:
                cold = run(program.command, program.output, limit)
                with (program.content / f"{card}.md").open("a") as file:
                    file.write(f"\nEdited in round {number} for {program.name}.\n")
                costs[program.name].cold.append(cold)
                costs[program.name].edited.append(build(program.command, limit))
            except RuntimeError as error:
                print(f"{program.name} is left out: {error}", file=sys.stderr)
                del costs[program.name]
                shutil.rmtree(program.output, ignore_errors=True)
    return costs


def span(values: list[float], digits: int = 2) -> str:
    """The median with the range."""
    if len(values) == 1:
        return f"{values[0]:.{digits}f} (once)"
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def losses(values: dict[str, dict[str, float]]) -> list[str]:
    """Sentences about every figure, less being better, in which another program is ahead. The floor is not a generator: it is behind nobody."""
    ours = values["Recto"]
    lines = []
    for what in ours:
        ahead = sorted((other[what], name) for name, other in values.items() if name not in ("Recto", "the floor") and other[what] < ours[what])
        if ahead:
            lines.append(f"- {what}: " + ", ".join(f"{name} needs {value / ours[what]:.2f} of Recto's" for value, name in ahead))
    return lines


def report(found: list[Generator], costs: dict[str, Measured], card: str) -> list[str]:
    """The table of builds; what Recto loses."""
    head = ["", "cold build, s", "CPU, s", "after an edit, s", "peak MB", "files", "MB", "a card's page: requests", "KB", "cold ÷ Recto", "CPU ÷ Recto", "edit ÷ Recto"]
    values: dict[str, dict[str, float]] = {}
    rows = []
    ours = costs["Recto"]
    for program in (program for program in found if program.name in costs):
        cost = costs[program.name]
        files, size = contents(program.output)
        page = program.card.format(card)
        requests, load = first_load(program.output, page) if (program.output / page).exists() else (0, 0)
        ratio = lambda part, name: statistics.median(getattr(c, name) for c in getattr(cost, part)) / statistics.median(getattr(c, name) for c in getattr(ours, part))  # noqa: E731, B023
        shown = [span([getattr(c, name) for c in part]) for part, name in ((cost.cold, "wall"), (cost.cold, "cpu"), (cost.edited, "wall"))]
        memory = median(cost.cold).memory
        page_shown = [str(requests), f"{load / 1e3:.1f}"] if requests else ["", ""]
        ratios = [f"{ratio(*which):.2f}" for which in (("cold", "wall"), ("cold", "cpu"), ("edited", "wall"))]
        rows.append([f"{program.name} {program.version}".strip(), *shown, f"{memory:.0f}", str(files), f"{size / 1e6:.1f}", *page_shown, *ratios])
        figures = {"cold build": median(cost.cold).wall, "CPU": median(cost.cold).cpu, "after an edit": median(cost.edited).wall, "memory": memory, "files": files, "bytes": size}
        values[program.name] = {**figures, "a page's requests": requests, "a page's bytes": load} if requests else {**figures, "a page's requests": float("inf"), "a page's bytes": float("inf")}
    note = "Hugo's pages (and Zola's) are the same texts in a theme without stylesheet, script, study or backlinks; their numbers are the least that they can be."
    return [table(head, rows), "", note, "", *losses(values)]


def search(found: list[Generator], tools: Tools, queries: int) -> list[str]:
    """Pagefind over Hugo's site, MiniSearch over the same texts, Recto's own: what they publish, load and find."""
    sites = {program.name: program.output for program in found}
    pagefind = tools.find("pagefind")
    if "Hugo" not in sites or pagefind is None:
        return ["Searches are compared on Hugo's pages by Pagefind, one of which is not there."]
    shutil.rmtree(sites["Hugo"] / "pagefind", ignore_errors=True)
    indexing = build([pagefind, "--site", sites["Hugo"], "--quiet"])
    command = ["node", ROOT / "tests/bench/search-rivals.mjs", sites["Recto"], sites["Hugo"], tools.modules / "minisearch/dist/umd/index.js", str(queries)]
    answers = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    versions = {"Pagefind": tools.package_version("pagefind"), "MiniSearch": tools.package_version("minisearch")}
    sets = list(answers["Recto"]["mrr"])
    head = ["", "files", "MB", "first query: requests", "KB", "ms", "next: KB", "ms", *(f"MRR@10 {name}" for name in sets)]
    rows = []
    values: dict[str, dict[str, float]] = {}
    for name, answer in answers.items():
        first, rest = answer["first"], answer["next"]
        shown = [str(answer["files"]), f"{answer['bytes'] / 1e6:.2f}", f"{statistics.median(first['requests']):.0f}", span([b / 1e3 for b in first["bytes"]], 0), span(first["ms"], 0)]
        shown += [f"{statistics.median(rest['bytes']) / 1e3:.1f}", f"{statistics.median(rest['ms']):.1f}", *(f"{answer['mrr'][name]:.3f}" for name in sets)]
        rows.append([f"{name} {versions.get(name, '')}".strip(), *shown])
        figures = {"files": answer["files"], "bytes": answer["bytes"], "first query's requests": statistics.median(first["requests"]), "first query's bytes": statistics.median(first["bytes"])}
        figures |= {"first query's time": statistics.median(first["ms"]), "next queries' bytes": statistics.median(rest["bytes"]) + 1, "next queries' time": statistics.median(rest["ms"])}
        values[name] = figures
    worse = [f"- MRR@10 {name}: {other} {answer['mrr'][name]:.3f}, Recto {answers['Recto']['mrr'][name]:.3f}" for name in sets for other, answer in answers.items() if answer["mrr"][name] > answers["Recto"]["mrr"][name]]
    note = f"Pagefind takes {indexing.wall:.2f} s and {indexing.memory:.0f} MB to index Hugo's site; Recto's index is part of its build."
    return [table(head, rows), "", note, "", *losses(values), *worse]


def machine() -> str:
    """Processor, cores, memory, system: without which no number says anything."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu[1] if cpu else platform.processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release().split('-')[0]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", default="1000,10000", help="sizes of the guide, with commas between them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=40, help="of each set that searches are asked")
    parser.add_argument("--limit", type=float, default=240, help="seconds after which a build is stopped, and its program left out")
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--tools", type=Path, default=ROOT / "target/bench-tools", help="where Hugo and the others are installed, and kept")
    for name in ("recto", "generator", "floor"):
        parser.add_argument(f"--{name}", type=Path)
    arguments = parser.parse_args()
    if not arguments.no_search and not (ROOT / "tests/node_modules/playwright-core").is_dir():
        parser.error("searches are asked in Chromium: run `npm ci --prefix tests` first, or give --no-search")
    given = {"recto": arguments.recto, "guide": arguments.generator, "floor": arguments.floor}
    program = given if all(given.values()) else programs()
    tools = Tools(arguments.tools.resolve())
    print(f"Measured on {time.strftime('%Y-%m-%d')}: {machine()}. Medians of {arguments.rounds} rounds in turns, with their ranges; ratios to Recto.")
    for cards in map(int, arguments.cards.split(",")):
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            place = Path(folder)
            generate(program["guide"], cards, place / "guide")
            found = generators(tools, place / "guide", place, program["recto"].resolve(), program["floor"].resolve())
            card = next(path for path in sorted((place / "guide/content").glob("*/*.md")) if path.stem != "index")
            card_id = card.relative_to(place / "guide/content").with_suffix("").as_posix()
            costs = measure(found, card_id, arguments.rounds, arguments.limit)
            print(f"\n### {cards:,} cards\n")
            print("\n".join(report(found, costs, card_id)), flush=True)
            if not arguments.no_search:
                print("\n" + "\n".join(search([program for program in found if program.name in costs], tools, arguments.queries)), flush=True)


if __name__ == "__main__":
    main()
