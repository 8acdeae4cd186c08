"""One decision of 30 rules: from the evidence tuple to the masks TRUE and UNKNOWN.

The rules are those that the peers' figures were measured with, over 28 facts of all five types,
7 of them absent in a quarter of the evidence; 1.2 rules are TRUE on average. Stock CEL engines run
beside, on the same conditions, where they are installed (`cel-expr-python`,
`common-expression-language`, `cel-python`); their answers are compared too. So is the time that
hostile policies take to be refused.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.hostile import HOSTILE, INTERNALS, with_condition
from bench.rows import Row
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.policy.load import check_pack

MEASURED = "53 (regorus), 60 (Rust CEL), 65 (Google CEL), 8,482 (cel-python)"

DETAILS = ("home_address", "gov_id", "phone", "email", "school", "bank", "medical", "geo")
LABELS = ("minor", "intimate", "malware", "satire", "news", "election", "leak", "ad")
B, I, D, S, L = FieldType  # noqa: E741
FACTS: Mapping[str, FieldType] = {
    "consent": B, "public_figure": B, "newsworthy": B, "verified": B, "redacted": B,
    "link_blocked": B, "appeal_open": B, "account_days": I, "strikes": I, "followers": I,
    "flags": I, "flags_1h": I, "links": I, "posted_hours": I, "edited_hours": I,
    "strike_hours": I, "p_spam": D, "p_pii": D, "p_dox": D, "p_hate": D, "copy": D, "image": D,
    "surface": S, "language": S, "country": S, "withheld": S, "details": L, "labels": L,
}  # fmt: skip
OFTEN_ABSENT = (
    "consent", "newsworthy", "p_hate", "image", "country", "withheld", "strike_hours",
)  # fmt: skip

CONDITIONS = """
p_dox >= 0.95 && "home_address" in details && !public_figure && !consent
link_blocked && !redacted
"gov_id" in details && !redacted && !consent
p_pii >= 0.6 && p_pii < 0.9 && !redacted
("phone" in details || "email" in details) && p_pii >= 0.7 && !consent
has(withheld) && copy >= 0.92 && !redacted && !(newsworthy && verified)
has(withheld) && copy >= 0.8 && copy < 0.92
image >= 0.9 && has(withheld)
image >= 0.97 && "intimate" in labels
p_spam >= 0.98 && account_days < 7 && links >= 3
p_spam >= 0.9 && !verified
p_spam >= 0.7 && p_spam < 0.9
links > 10 && surface == "comment" && edited_hours < 24
strikes >= 3 && strike_hours < 720
strikes >= 5 && strike_hours < 2160 && p_dox >= 0.9 && !appeal_open
strikes >= 1 && p_pii >= 0.5 && !redacted
flags_1h >= 20 && account_days > 30
flags >= 50 && !(verified || followers > 100000)
p_hate >= 0.8 && surface in ["post", "comment"]
p_hate >= 0.97 && language in ["en", "de", "fr", "es"]
p_hate >= 0.6 && !(language in ["en", "de", "fr", "es"])
"minor" in labels && p_pii >= 0.3
"minor" in labels && ("home_address" in details || "school" in details || "phone" in details) && !consent
newsworthy && (p_dox >= 0.5 || p_pii >= 0.5)
public_figure && p_dox >= 0.8 && followers >= 10000
surface == "image" && image >= 0.7 && posted_hours < 24
country in ["DE", "AT"] && p_hate >= 0.7 && flags > 0
links > 0 && "malware" in labels
surface == "comment" && account_days < 1 && links > 0 && p_spam >= 0.4
appeal_open && strikes >= 4
"""  # noqa: E501

_ZEROS: Mapping[FieldType, FactValue] = {B: False, I: 0, D: 0.0, S: "post", L: ()}
NOTHING = {f"facts.{name}": _ZEROS[kind] for name, kind in FACTS.items()}
"""Evidence of an item in which every signal ran and saw nothing."""

Engine = Callable[[Mapping[str, FactValue]], int]


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Time of a decision by the generated code, of its row and of its because-trees."""
    began = time.process_time()
    policy = compile_policy([bench_pack()], {})
    compiling = time.process_time() - began
    count = 1_000 if smoke else 20_000
    evidence = [random_evidence(random.Random(seed)) for seed in range(count)]
    tuples = [policy.row(values) for values in evidence]
    p50, p99 = _percentiles(policy.masks, tuples, (50, 99))
    quiet50, quiet99 = _percentiles(policy.masks, tuples, (50, 99), best_of=3)
    nothing = [policy.row(NOTHING)] * count
    found = [
        Row("policy: 30 rules, mean", _mean(policy.masks, tuples), "us", MEASURED, "<= 2"),
        Row("- p50 of single calls, clock included", p50, "us", "", "<= 2"),
        Row("- p99 of single calls, clock included", p99, "us", "", "<= 5"),
        Row("- p50, the best of 3 calls on each evidence", quiet50, "us", "", "<= 2"),
        Row("- p99, the best of 3 calls on each evidence", quiet99, "us", "", "<= 5"),
        Row("- mean where an item shows nothing", _mean(policy.masks, nothing), "us"),
        Row("- evidence to tuple, types checked", _mean(policy.row, evidence), "us"),
        Row("- whole: tuple, masks, because-trees", _mean(policy.findings, evidence), "us"),
        Row("- rules TRUE and UNKNOWN on average", _rules_found(policy, tuples), "rules"),
        Row("- compiling", 1e3 * compiling, "ms"),
    ]
    for name, module, engine, most in STOCK:
        if find_spec(module):
            found.append(_beside(name, engine(policy), policy, evidence[:most]))
    return [*found, *_refusals()]


def _refusals() -> list[Row]:
    """How long the slowest of the hostile policies takes to be refused."""
    packs = [files for _, files in HOSTILE.values()]
    packs += [with_condition(text) for text in INTERNALS]
    taken = []
    for files in packs:
        refused = [_refusal(files) for _ in range(3)]
        taken.append(min(refused))
    what = f"hostile policies, slowest refusal of {len(packs)}"
    return [Row(what, max(taken), "ms", "", "<= 50")]


def _refusal(files: Mapping[str, str]) -> float:
    """Milliseconds until a pack is refused."""
    began = time.perf_counter()
    refused = check_pack(files, {}, ("label",)).policy is None
    taken = time.perf_counter() - began
    if not refused:
        raise AssertionError("a hostile policy was taken")
    return 1e3 * taken


def bench_pack() -> Policy:
    """The 30 rules as one pack."""
    rules = tuple(
        Rule(f"B-{number}", "B-1", _with_facts(text), ("label",))
        for number, text in enumerate(CONDITIONS.strip().splitlines(), start=1)
    )
    return Policy(
        ref=PolicyRef("bench", 1, "sha256:0"),
        title="Bench",
        in_force_from=datetime(2026, 1, 1, tzinfo=UTC),
        rules=rules,
        clauses={"B-1": "Bench"},
        facts=FACTS,
    )


def random_evidence(rng: random.Random) -> dict[str, FactValue]:
    """Evidence of one item: scores are mostly low, flags and strikes mostly few."""
    kinds: Mapping[FieldType, Callable[[str], FactValue]] = {
        B: lambda name: rng.random() < (0.05 if name == "link_blocked" else 0.3),
        I: lambda name: int(rng.random() ** 6 * (1_000_000 if name == "followers" else 100)),
        D: lambda name: rng.random() ** 3,
        S: lambda name: rng.choice(("post", "comment", "image", "en", "de", "DE", "US")),
        L: lambda name: tuple(
            word for word in (DETAILS if name == "details" else LABELS) if rng.random() < 0.06
        ),
    }
    return {
        f"facts.{name}": kinds[kind](name)
        for name, kind in FACTS.items()
        if name not in OFTEN_ABSENT or rng.random() < 0.75
    }


def _with_facts(text: str) -> str:
    """The condition with `facts.` before each fact's name; words in quotes stay."""
    parts = text.split('"')
    for quoted, part in enumerate(parts):
        if quoted % 2 == 0:
            words = part.replace("(", "( ").replace(")", " )").replace("!", "! ").split(" ")
            parts[quoted] = " ".join(f"facts.{w}" if w in FACTS else w for w in words)
    return '"'.join(parts).replace("! =", "!=")


def _mean(run: Callable[[Any], object], inputs: Iterable[Any]) -> float:
    """Microseconds of CPU an input, the best of five rounds."""
    given = list(inputs)
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for each in given:
            run(each)
        best = min(best, time.process_time() - began)
    return 1e6 * best / len(given)


def _percentiles(
    run: Callable[[Any], object],
    inputs: Iterable[Any],
    wanted: tuple[int, ...],
    best_of: int = 1,
) -> list[float]:
    """Microseconds of single calls at these percentiles; of several calls on an input the best."""
    taken = []
    for each in inputs:
        calls = []
        for _ in range(best_of):
            began = time.perf_counter_ns()
            run(each)
            calls.append(time.perf_counter_ns() - began)
        taken.append(min(calls))
    taken.sort()
    return [taken[len(taken) * part // 100] / 1e3 for part in wanted]


def _rules_found(policy: CompiledPolicy, tuples: list[tuple[FactValue | None, ...]]) -> float:
    """How many rules are TRUE or UNKNOWN, on average."""
    masks = [policy.masks(row) for row in tuples]
    return sum((true | unknown).bit_count() for true, unknown in masks) / len(masks)


def _beside(
    name: str, engine: Engine, policy: CompiledPolicy, evidence: list[dict[str, FactValue]]
) -> Row:
    """A stock engine on the same evidence; how many of its answers differ is in the row's name."""
    differing = sum(engine(values) != policy.masks(policy.row(values))[0] for values in evidence)
    return Row(f"- {name}, same run ({differing} differ)", _mean(engine, evidence[:200]), "us")


def _google(policy: CompiledPolicy) -> Engine:
    """Google's CEL: an error that nothing absorbs is a value that is no boolean."""
    cel = import_module("cel_expr_python.cel")
    env = cel.NewEnv(variables={"facts": cel.Type.Map(cel.Type.STRING, cel.Type.DYN)})
    programs = [env.compile(ready.rule.when) for ready in policy.rules]

    def masks(values: Mapping[str, FactValue]) -> int:
        known = env.Activation({"facts": _facts(values)})
        return sum(
            1 << bit for bit, program in enumerate(programs) if program.eval(known).value() is True
        )

    return masks


def _rust(policy: CompiledPolicy) -> Engine:
    """The Rust CEL: an error that nothing absorbs is an exception."""
    cel = import_module("cel")
    programs = [cel.compile(ready.rule.when) for ready in policy.rules]

    def masks(values: Mapping[str, FactValue]) -> int:
        known = cel.Context(variables={"facts": _facts(values)})
        true = 0
        for bit, program in enumerate(programs):
            try:
                true |= (program.execute(known) is True) << bit
            except (RuntimeError, ValueError, TypeError, KeyError):
                continue  # UNKNOWN
        return true

    return masks


def _pure(policy: CompiledPolicy) -> Engine:
    """cel-python, written in Python: an error that nothing absorbs is an exception."""
    cel = import_module("celpy")
    env = cel.Environment()
    programs = [env.program(env.compile(ready.rule.when)) for ready in policy.rules]

    def masks(values: Mapping[str, FactValue]) -> int:
        known = {"facts": cel.json_to_cel(_facts(values))}
        true = 0
        for bit, program in enumerate(programs):
            try:
                true |= bool(program.evaluate(known)) << bit
            except cel.CELEvalError:
                continue  # UNKNOWN
        return true

    return masks


def _facts(values: Mapping[str, FactValue]) -> dict[str, Any]:
    """The facts as the map that stock engines take."""
    return {
        name.removeprefix("facts."): list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


STOCK: tuple[tuple[str, str, Callable[[CompiledPolicy], Engine], int], ...] = (
    ("cel-expr-python (Google)", "cel_expr_python", _google, 2_000),
    ("common-expression-language (Rust)", "cel", _rust, 2_000),
    ("cel-python", "celpy", _pure, 20),
)
"""Name, module, how it is run, and over how many items' evidence: the last takes milliseconds."""
