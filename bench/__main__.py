"""`make bench`: measure, print, and write the table and the plot of bench/README.md.

make bench                                   100,000 and 1,000,000 rows
make bench ARGS="--rows 100000 5000000"      other sizes; 5,000,000 rows need 10 GB of disk for a while
make bench ARGS="--runs 3 --keep"            keep the files for the next time
"""

import argparse
import tempfile
from pathlib import Path

from bench.measuring import COUNTY, Comparison, compare
from bench.reporting import plot, table, written_into
from eligibility.sample import write_sample

HERE = Path(__file__).parent
SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="for the large files (default: a temporary one)")
    parser.add_argument("--keep", action="store_true", help="leave the files in --folder for the next time")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=given.folder) as folder:
        kept = given.folder if given.keep and given.folder else Path(folder)
        comparisons = [measured(rows, kept, Path(folder), given.runs) for rows in sorted(given.rows)]
    print(table(comparisons))
    (HERE / "curve.svg").write_text(plot(comparisons))
    readme = HERE / "README.md"
    readme.write_text(written_into(readme.read_text(), table(comparisons)))


def measured(rows: int, kept: Path, folder: Path, runs: int) -> Comparison:
    file = kept / f"{rows}.dat"
    if not file.exists():
        print(f"Making {rows:,} rows …", flush=True)
        write_sample(file, COUNTY, rows, SEED)
    print(f"Measuring {rows:,} rows …", flush=True)
    result = compare(file, rows, folder / "out", runs)
    if kept == folder:
        file.unlink()
    return result


if __name__ == "__main__":
    main()
