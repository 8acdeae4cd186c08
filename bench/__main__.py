"""`python -m bench [--data DIR] [--smoke]`: every figure in one run on this machine."""

import argparse
import sys
from pathlib import Path

from bench import (
    audit,
    copies,
    http,
    links,
    log,
    policy,
    private_information,
    recording,
    replay,
    screening,
    spam,
    sweep,
)
from bench.rows import Row, table

BENCHES = (
    screening, private_information, links, copies, policy, replay, audit, recording, sweep, log,
    spam, http,
)  # fmt: skip


def main() -> None:
    """Run the benches and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the benchmark data (posts/, links/)")
    parser.add_argument("--smoke", action="store_true", help="small sizes: only that it runs")
    told = parser.parse_args()
    if told.data is None:
        print("no --data: figures on real posts and links are left out", file=sys.stderr)
    elif not (told.data / "posts").is_dir():
        sys.exit(f"{told.data} holds no posts/: nothing was measured")
    rows: list[Row] = []
    for bench in BENCHES:
        print(f"{bench.__name__} ...", file=sys.stderr)
        rows += bench.rows(data=told.data, smoke=told.smoke)
    print(table(rows))


if __name__ == "__main__":
    main()
