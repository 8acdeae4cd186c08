"""`evenhand redact` as it is typed: to stdout, to a file, the check, bytes that are no text."""

import json
import os
import subprocess
import sys

import pytest

SECRET = "Her SSN is 536-22-8145,\r\nher cell is (202) 555-0143.\r\n"
COVERED = "Her SSN is [social security number 1],\r\nher cell is [telephone number 1].\r\n"


def redact(*args, stdin=b""):
    surroundings = {k: v for k, v in os.environ.items() if k != "EVENHAND_HOME"}
    return subprocess.run(
        [sys.executable, "-m", "evenhand", "redact", *map(str, args)], input=stdin,
        capture_output=True, env=surroundings, check=False,
    )  # fmt: skip


def test_from_standard_input_to_standard_output():
    done = redact(stdin=SECRET.encode())
    assert (done.returncode, done.stdout.decode()) == (0, COVERED)
    assert done.stderr.decode().strip() == "2 values covered: 1 phone, 1 us_ssn"


def test_to_a_file_and_again(tmp_path):
    memo, once, twice = (tmp_path / name for name in ("memo", "once", "twice"))
    memo.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\xff\xfe caf\xe9\n")
    redact(memo, "-o", once)
    assert once.read_bytes() == b"\xef\xbb\xbf" + COVERED.encode() + b"\xff\xfe caf\xe9\n"
    redact(once, "-o", twice)
    assert twice.read_bytes() == once.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memo", "once", "twice"]
    assert (redact(memo, "--check").returncode, redact(once, "--check").returncode) == (1, 0)


def test_the_check_tells_places_and_reasons_and_no_values():
    done = redact("--check", "--json", stdin=SECRET.encode())
    first, second = json.loads(done.stdout)["left"]
    assert (first["kind"], first["line"], first["column"]) == ("us_ssn", 1, 12)
    assert (second["kind"], second["line"], second["column"]) == ("phone", 2, 13)
    assert first["why"]
    assert b"8145" not in done.stdout
    assert b"0143" not in done.stdout


def test_blocks_keep_the_length():
    done = redact("--blocks", stdin=b"Her SSN is 536-22-8145.")
    assert done.stdout.decode() == "Her SSN is ███████████."


def test_own_contacts_stay(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("202 555 0143  # our desk\n")
    done = redact("--own", own, stdin=b"Call (202) 555-0143 or (202) 555-0144.")
    assert done.stdout == b"Call (202) 555-0143 or [telephone number 1]."


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"a\x00b", b"PK\x03\x04"])
def test_what_is_no_text_is_refused(tmp_path, data):
    (tmp_path / "in").write_bytes(data)
    done = redact(tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert b"EH919" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_file_and_a_missing_list_are_named(tmp_path):
    assert b"EH902" in redact(tmp_path / "no").stderr
    assert b"EH906" in redact("--own", tmp_path / "no", stdin=b"x").stderr
    assert redact("--json", stdin=b"x").returncode == 2
