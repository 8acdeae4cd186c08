"""Policies that nobody writes in good faith: each is refused with a code of its own, and soon.

`HOSTILE` gives the texts of a pack's files by what is wrong with them, and the code that refuses
them. `bench.policy` takes the time of each, `tests/policy/test_policy_hostile.py` looks at the
codes.
"""

from collections.abc import Mapping

POLICY = "### H-1 A clause\n\nIts text.\n"
HEAD = """\
[pack]
name = "hostile"
version = 1
title = "Hostile"
in_force_from = 2026-01-01T00:00:00Z
[facts]
agreed = "bool"
count = "int"
word = "string"
"""
RULE = """\
[[rule]]
id = "{id}"
clause = "H-1"
measures = ["label"]
when = '''{when}'''
"""
MEGABYTE = 1_000_000
MANY = 5_000

INTERNALS = (
    "__import__('os').system('true')",
    "eval('1')",
    "exec('1')",
    "open('/etc/passwd')",
    "os.system",
    "__builtins__",
    "facts.__class__",
    "facts.agreed.__class__.__mro__",
    "().__class__",
    "facts['agreed']",
    "lambda: true",
    "[x for x in facts]",
    "f'{facts}'",
    "account.__init__.__globals__",
    "facts.agreed; import os",
    "facts.agreed or print",
    "v0 is None",
    "row",
    "true := 1",
    "`id`",
    "${facts.agreed}",
    "'; DROP TABLE evidence; --",
)
"""Conditions that would be something to Python, a shell or a database."""

CONDITIONS: Mapping[str, tuple[str, str]] = {
    "brackets": ("EH202", "(" * MANY + "facts.agreed" + ")" * MANY),
    "bangs": ("EH202", "!" * MANY + "facts.agreed"),
    "bangs and brackets": ("EH202", "!(" * MANY + "facts.agreed" + ")" * MANY),
    "square brackets": ("EH202", "facts.count in " + "[" * MANY),
    "ands": ("EH202", " && ".join(["facts.agreed"] * MANY)),
    "ands alone": ("EH202", "&&" * MANY),
    "ors": ("EH202", " || ".join(["facts.agreed"] * MANY)),
    "dots": ("EH202", "facts" + ".agreed" * 3_000),
    "short brackets": ("EH214", "(" * 1_900 + "facts.agreed" + ")" * 1_900),
    "short bangs": ("EH214", "!" * 3_900 + "facts.agreed"),
    "short ands": ("EH210", "&&" * 1_900),
    "short dots": ("EH211", "facts.agreed" + ".a" * 290),
    "deep for stock engines": (
        "EH214",
        "(facts.agreed||facts.agreed||facts.agreed&&" * 16 + "true" + ")" * 16,
    ),
    "a long list": ("EH214", "facts.count in [" + "1," * 1_900 + "]"),
    "a megabyte": ("EH202", "facts.agreed || " * (MEGABYTE // 16) + "true"),
    "a megabyte in lines": ("EH202", "facts.agreed ||\n" * (MEGABYTE // 16) + "true"),
    "50 kB in lines": ("EH214", "facts.agreed ||\n" * 3_000 + "true"),
    "a huge int": ("EH210", "facts.count > " + "9" * 3_900),
    "a huge double": ("EH210", "facts.count > 1e" + "9" * 3_900),
    "a long name": ("EH211", "a" * 3_900),
    "a long fact": ("EH213", "facts." + "agree_" * 600),
    "a long string without an end": ("EH202", "facts.word == '" + "\\\\" * 1_900),
    "quotes": ("EH210", "\"'" * 1_900),
    "blanks": ("EH210", " " * 3_999),
    "letters of other alphabets": ("EH210", "ﬁ" * 3_999),
    "bidirectional marks": ("EH210", "\u202e\u2066facts.agreed"),
    "a NUL": ("EH202", "facts.agreed\x00"),
}


def pack(rules: str, policy: str = POLICY) -> Mapping[str, str]:
    """The texts of a pack's files."""
    return {"policy.md": policy, "rules.toml": rules}


def with_condition(when: str) -> Mapping[str, str]:
    """A pack with one rule of that condition."""
    return pack(HEAD + RULE.format(id="H-1", when=when))


def _rules(count: int) -> str:
    return "".join(RULE.format(id=f"H-{n}", when="facts.agreed") for n in range(count))


FINE = HEAD + RULE.format(id="H-1", when="facts.agreed")

FILES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "rules.toml of a megabyte": ("EH202", pack("#" * MEGABYTE)),
    "rules.toml of a megabyte of lines": ("EH202", pack("a = 1\n" * (MEGABYTE // 6))),
    "rules.toml of a megabyte in one string": (
        "EH202",
        pack("a = '''" + "b\n" * (MEGABYTE // 2) + "'''"),
    ),
    "policy.md of two megabytes": ("EH202", pack(FINE, "x" * (2 * MEGABYTE))),
    "policy.md of a megabyte without a clause": ("EH202", pack(FINE, "x\n" * (MEGABYTE // 2))),
    "policy.md of a megabyte in one line": ("EH202", pack(FINE, "#" * MEGABYTE)),
    "policy.md of a megabyte of marks": ("EH202", pack(FINE, "# > * _ `\n" * (MEGABYTE // 10))),
    "policy.md of a megabyte of one clause": (
        "EH202",
        pack(FINE, "### H-1 x\n" * (MEGABYTE // 10)),
    ),
    "deep lists": ("EH202", pack("a = " + "[" * 2_400 + "]" * 2_400)),
    "deep lists in lines": ("EH202", pack("a = " + "[\n" * 50_000 + "]\n" * 50_000)),
    "deep tables": ("EH202", pack("a = " + "{a = " * 900 + "1" + "}" * 900)),
    "a dotted key": ("EH202", pack(".".join("a" * 2_400) + " = 1")),
    "many dotted keys": ("EH202", pack("".join(f"{'a.' * 500}b{n} = 1\n" for n in range(100)))),
    "many dotted tables": ("EH202", pack("".join(f"[{'a.' * 500}b{n}]\n" for n in range(100)))),
    "thousands of rules": ("EH202", pack(HEAD + _rules(2_000))),
    "thousands of empty rules": ("EH202", pack(HEAD + "[[rule]]\n" * 20_000)),
    "thousands of facts": (
        "EH202",
        pack(
            FINE.replace("agreed =", "".join(f"f{n} = 'int'\n" for n in range(9_000)) + "agreed =")
        ),
    ),
    "thousands of keys": ("EH202", pack("".join(f"k{n} = 1\n" for n in range(20_000)))),
    "thousands of mistakes": ("EH202", pack(HEAD + _rules(500).replace("label", "lable"))),
    "thousands of measures": ("EH202", pack(FINE.replace('"label"', '"label",\n' * 15_000))),
    "a long key": ("EH203", pack(f"{'k' * 4_900} = 1")),
    "a long measure": ("EH204", pack(FINE.replace("label", "l" * 4_900))),
    "a long fact name": ("EH206", pack(FINE.replace("word", "w" * 4_900))),
    "a long category": (
        "EH202",
        pack(FINE.replace("[facts]", "category = '''" + "STATEMENT\n" * 20_000 + "'''\n[facts]")),
    ),
    "a long clause": (
        "EH202",
        pack(FINE.replace('"H-1"\nm', "'''" + "H-1\n" * 50_000 + "'''\nm")),
    ),
    "a long type": ("EH202", pack(FINE.replace('"bool"', "'''" + "bool\n" * 40_000 + "'''"))),
    "a huge int": ("EH201", pack(FINE.replace("version = 1", f"version = {'9' * 4_900}"))),
    "a large int": ("EH206", pack(FINE.replace("version = 1", f"version = {'9' * 4_000}"))),
    "a NUL": ("EH202", pack(FINE + "\x00")),
    "a NUL in policy.md": ("EH202", pack(FINE, POLICY + "\x00")),
    "a NUL spelt out": ("EH206", pack(FINE.replace('"Hostile"', '"\\u0000"'))),
    "half a character": ("EH202", pack(FINE + "# \ud800")),
    "half a character in policy.md": ("EH202", pack(FINE, POLICY + "\udfff")),
    "half a character spelt out": ("EH201", pack(FINE.replace('"Hostile"', '"\\ud800"'))),
    "rules over their number": ("EH206", pack(HEAD + _rules(170))),
    "empty rules": ("EH206", pack(HEAD + "[[rule]]\n" * 700)),
    "a mistake in each rule": ("EH204", pack(HEAD + _rules(150).replace("label", "lable"))),
    "keys": ("EH203", pack("".join(f"k{n} = 1\n" for n in range(1_450)))),
    "a list": ("EH203", pack("a = [" + "1,\n" * 1_450 + "]")),
    "dots": ("EH203", pack(".".join("a" * 300) + " = 1")),
    "escapes": ("EH203", pack('a = """' + ("\\n" * 700 + "\n") * 2 + '"""')),
    "brackets": ("EH201", pack("a = " + "[\n" * 1_400 + "]\n" * 1_400)),
    "a clause twice in lines": ("EH208", pack(FINE, "x\n" * 4_990 + POLICY + POLICY)),
    "a name that leads out of its folder": (
        "EH206",
        pack(FINE.replace('name = "hostile"', 'name = "../../etc"')),
    ),
}

HOSTILE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    **FILES,
    **{f"condition: {name}": (code, with_condition(c)) for name, (code, c) in CONDITIONS.items()},
}
