"""History decided again: rules over columns in memory, and from Parquet to changed decisions.

The rules and the evidence are those of `bench.policy`, with ladders of several measures. How many
rows are read from Parquet: `BENCH_REPLAY_ROWS` (a hundred million stand for the billion).
"""

import os
import random
import re
import resource
import time
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import polars as pl

from bench.policy import bench_pack, random_evidence
from bench.rows import Row
from evenhand.enforcement.measures import discover
from evenhand.model.evidence import FieldType, Prior
from evenhand.model.policy import Policy
from evenhand.policy.columns import evaluate, frame_of
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.reports.replay.columns import ID, STRIKES, changed_rows
from evenhand.reports.replay.fast import LISTS, OTHERS, PRIOR, sieve_of
from evenhand.store.archive_history import Piece
from evenhand.store.history import Stretch
from evenhand.store.wire import to_json

MEASURED = "5.8 (Polars prototype), 2.1 (DuckDB), 0.29 (PostgreSQL)"
LADDERS = (("label",), ("warn", "mask", "remove"), ("mask", "remove", "suspend_until"), ("ask",))
FILE = 100_000
"""Rows of one file, as they are put away."""


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Decisions a second in memory and from Parquet, and the memory that the latter takes."""
    before = compile_policy([_with_ladders(bench_pack())], {})
    after = compile_policy([_moved(_with_ladders(bench_pack()))], {})
    evidence = _evidence(before, 20_000 if smoke else 2 * FILE)
    wanted = int(os.environ.get("BENCH_REPLAY_ROWS", 200_000 if smoke else 10_000_000))
    with TemporaryDirectory(prefix="evenhand-bench-") as folder:
        files, written = _archive(Path(folder), evidence, wanted)
        found = _from_parquet(files, written, before, after)  # first: its peak memory is its own
        sieved = _sieved(files, before, after)
    return [_in_memory(before, evidence), *found, *sieved]


def _in_memory(policy: CompiledPolicy, evidence: pl.DataFrame) -> Row:
    """Both masks of every row, the best of five rounds."""
    frame = pl.concat([evidence] * 5).rechunk()
    best = min(_seconds(policy, frame) for _ in range(5))
    name = "replay: 30 rules in memory, TRUE and UNKNOWN"
    return Row(name, frame.height / best / 1e6, "M decisions/s", MEASURED, ">= 5")


def _seconds(policy: CompiledPolicy, frame: pl.DataFrame) -> float:
    began = time.perf_counter()
    evaluate(policy, frame)
    return time.perf_counter() - began


def _from_parquet(
    files: list[Path], written: int, before: CompiledPolicy, after: CompiledPolicy
) -> list[Row]:
    """From files to the ids of changed decisions; memory after the first tenth and at the end."""
    began, cpu = time.perf_counter(), time.process_time()
    decided, changed, early = 0, 0, 0.0
    for batch in changed_rows(files, before, after, discover()):
        decided += batch.decided
        changed += len(batch.changed)
        if not early and decided >= written / 10:
            early = _peak()
    took, busy = time.perf_counter() - began, time.process_time() - cpu
    assert decided == written
    rate = decided / took / 1e6
    return [
        Row(f"- {decided:,} rows from Parquet to what changed", rate, "M rows/s", "", ">= 1.67"),
        Row("- CPU of that, all cores", 1e9 * busy / decided, "ns/row"),
        Row("- changed", 100 * changed / decided, "%"),
        Row("- 1e9 rows at that rate", 1e9 / (decided / took) / 60, "minutes", "", "< 10"),
        Row("- peak memory of the process after a tenth of them", early, "MB"),
        Row("- peak memory of the process after all", _peak(), "MB", "", "flat"),
    ]


def _sieved(files: list[Path], before: CompiledPolicy, after: CompiledPolicy) -> list[Row]:
    """What `evenhand replay --against` does in columns, and the rows left to be decided."""
    began = time.perf_counter()
    sifted = list(sieve_of(before, after, discover()).sifted(Piece(Stretch(), files=tuple(files))))
    took = time.perf_counter() - began
    decided, left = sum(s.rows for s in sifted), sum(len(s.candidates) for s in sifted)
    return [
        Row("- rows from Parquet to what has to be decided", decided / took / 1e6, "M rows/s"),
        Row("- to be decided one by one", 100 * left / decided, "%"),
    ]


def _peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _with_ladders(pack: Policy) -> Policy:
    """The pack with ladders that differ from rule to rule."""
    rules = [
        replace(rule, measures=LADDERS[place % len(LADDERS)])
        for place, rule in enumerate(pack.rules)
    ]
    return replace(pack, rules=tuple(rules))


def _moved(pack: Policy) -> Policy:
    """The pack with its thresholds of 0.9 and more a little lower: those of eight rules."""
    rules = [replace(rule, when=re.sub(r">= 0\.9", ">= 0.85", rule.when)) for rule in pack.rules]
    return replace(pack, rules=tuple(rules))


def _evidence(policy: CompiledPolicy, size: int) -> pl.DataFrame:
    """Random evidence with the ids of decisions and the accounts' strikes."""
    step = 10_000  # few at a time: as Python's objects they take more memory than all that follows
    return pl.concat(_some_evidence(policy, seed, step) for seed in range(0, size, step))


def _some_evidence(policy: CompiledPolicy, first_seed: int, size: int) -> pl.DataFrame:
    rng = random.Random(first_seed)
    evidence = [random_evidence(random.Random(first_seed + n)) for n in range(size)]
    for values in evidence:
        values[STRIKES] = int(rng.random() ** 6 * 5)
    frame = frame_of(evidence, {**policy.types, STRIKES: FieldType.INT})
    lists = [name for name, kind in policy.types.items() if kind is FieldType.STRINGS]
    return frame.with_columns(
        pl.Series(ID, [f"{rng.getrandbits(128):032x}" for _ in evidence]),
        pl.lit(to_json(Prior())).alias(PRIOR),
        pl.lit(to_json(lists)).alias(LISTS),
        pl.lit(None, pl.String).alias(OTHERS),
    )


def _archive(folder: Path, evidence: pl.DataFrame, wanted: int) -> tuple[list[Path], int]:
    """Files of at least so many rows, the same evidence again and again; and how many they are."""
    parts = [folder / f"part-{n}.parquet" for n in range(-(-evidence.height // FILE))]
    for file, part in zip(parts, evidence.iter_slices(FILE), strict=True):
        part.write_parquet(file, compression="zstd", row_group_size=FILE)
    files: list[Path] = []
    for number in range(-(-wanted // evidence.height)):
        for file in parts:
            files.append(folder / f"{number:06}-{file.name}")
            copyfile(file, files[-1])
    return files, evidence.height * (len(files) // len(parts))
