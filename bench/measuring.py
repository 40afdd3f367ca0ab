"""Run a command in a process of its own, and measure its time and memory from outside."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COUNTY, AS_OF, POLICY = "SAN JOAQUIN", "2020-07-01", "los-angeles"
RESULTS = ("All_Results.csv", "All_Results_Condensed.csv", "Prop64_Results.csv")

# Only the call itself is timed: neither the start of Python nor the import of pyarrow.
READ_EVERYTHING = """
import sys, time
import pyarrow, pyarrow.csv
columns = sys.argv[2].split(",")
options = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(columns, pyarrow.string()))
started = time.perf_counter()
table = pyarrow.csv.read_csv(sys.argv[1], convert_options=options)
print(time.perf_counter() - started)
assert table.column_names == columns
"""


@dataclass(frozen=True)
class Measured:
    """One run: `seconds` as the requirement counts them, processor seconds, and peak memory in bytes."""

    seconds: float
    processor_seconds: float
    memory: int


@dataclass(frozen=True)
class Comparison:
    """All runs on a file of so many rows and bytes."""

    rows: int
    size: int
    pyarrow: list[Measured]
    command: list[Measured]

    @property
    def ratio(self) -> float:
        """The median of the ratios of neighbouring runs: what else the machine does weighs on both."""
        return statistics.median(
            ours.seconds / theirs.seconds for ours, theirs in zip(self.command, self.pyarrow, strict=True)
        )

    @property
    def processor_ratio(self) -> float:
        """The same ratio of processor seconds, which do not depend on what else the machine does."""
        return statistics.median(
            ours.processor_seconds / theirs.processor_seconds
            for ours, theirs in zip(self.command, self.pyarrow, strict=True)
        )


def compare(file: Path, rows: int, out: Path, runs: int) -> Comparison:
    """Run pyarrow and the command in turn."""
    pairs = [(read_everything(file), analyze(file, out)) for _ in range(runs)]
    return Comparison(rows, file.stat().st_size, [theirs for theirs, _ in pairs], [ours for _, ours in pairs])


def read_everything(file: Path) -> Measured:
    """What pyarrow needs to read all columns as strings."""
    with file.open() as content:
        header = content.readline().strip()
    output, _, processor, memory = _run([sys.executable, "-c", READ_EVERYTHING, str(file), header])
    return Measured(float(output), processor, memory)


def analyze(file: Path, out: Path) -> Measured:
    """The command from the start of its process to the last byte of the last of its three tables."""
    words = ["--county", COUNTY, "--as-of", AS_OF, "--policy", POLICY, "--out", str(out), "--quiet"]
    command = [sys.executable, str(PROJECT / "manage.py"), "analyze", str(file), *words]
    # A large file that is written over waits for the disk to be done with the old one.
    shutil.rmtree(out, ignore_errors=True)
    _, started, processor, memory = _run(command)
    last_byte = max((out / name).stat().st_mtime_ns for name in RESULTS) / 1e9
    return Measured(last_byte - started, processor, memory)


def _run(command: Sequence[str]) -> tuple[str, float, float, int]:
    """Output, time of the start, processor seconds and peak memory of a process that must succeed."""
    started = time.time()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:  # noqa: S603
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with status {process.returncode}")
    return output, started, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
