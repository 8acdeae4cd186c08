"""The program as it is typed and answered, in a home of its own."""

import json
import re
import shlex
import sys

import pytest

from evenhand.cli import main

ID = r"\b[0-9a-f]{32}\b|(?<=/flag/)[\w-]{43}"
"""An id, or the secret in a receipt link."""


@pytest.fixture
def typed(tmp_path, monkeypatch, capsysbinary):
    """Give a command where there is no home; returns its exit status, results and talk."""
    monkeypatch.setenv("EVENHAND_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(line):
        monkeypatch.setattr(sys, "argv", ["evenhand", *shlex.split(line)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return ended.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def evenhand(typed, tmp_path, monkeypatch):
    """The same in a home with a site `main` and its staff."""
    monkeypatch.setenv("EVENHAND_HOME", str(tmp_path / "home"))
    typed("init --url https://platform.example")
    for name, role in (("ada", "moderator"), ("bo", "senior"), ("root", "administrator")):
        typed(f"site staff main --add {name} --role {role}")
    return typed


@pytest.fixture
def transcript(evenhand, golden, tmp_path):
    """Give commands one after another and compare all that they say with a golden file.

    `<ID-n>` in a command stands for the n-th different id that was printed before it; ids and
    times differ from run to run, and are covered in the golden files.
    """

    def check(name, *commands):
        ids, told = [], []
        for command in commands:
            typed = command
            for number, known in enumerate(ids, 1):
                typed = typed.replace(f"<ID-{number}>", known)
            code, out, err = evenhand(typed)
            ids += [i for i in re.findall(ID, out) if i not in ids]
            told.append(f"$ evenhand {command}\n{out}{err}[{code}]\n")
        text = "\n".join(told).replace("\r\n", "\n")
        text = re.sub(r"(Usage: |Try ')[^']*?evenhand ", r"\1evenhand ", text)
        for number, known in enumerate(ids, 1):
            text = text.replace(known, f"<ID-{number}>")
        text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ)?", "<TIME>", text)
        golden(name, re.sub(r"\b20\d\d-\d\d-\d\d\b", "<DAY>", text))

    def screened(*items):
        file = tmp_path / "items.jsonl"
        file.write_text("".join(json.dumps(item) + "\n" for item in items))
        evenhand("screen items.jsonl --record")

    check.screened = screened
    return check
