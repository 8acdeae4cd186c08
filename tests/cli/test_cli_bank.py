"""`evenhand bank` as it is typed and answered."""

import json

import pytest

PAGE = "https://news.example/p/file"
CSV = f"""\
entry,reason,matter,contact,from,until
{PAGE},prints it,dossier,c-1,,2126-01-01
site:blog.example,hosts it,,,,
allow https://blog.example/about,of another,,,,
mirrors https://paper.example/a,,,,,
site:com,too much,,,,
https://old.example/,,,,,2020-01-01
"""


@pytest.fixture
def csv(tmp_path):
    (tmp_path / "blocks.csv").write_text(CSV)
    return "blocks.csv"


@pytest.fixture
def bank(typed, csv):
    code, out, err = typed(f"bank import links {csv} --bank blocks.bank")
    assert (code, out) == (0, "5 added, 0 known already, 5 in the bank\n")
    assert "1 line was not taken" in err
    assert "line 6: block-list entry not understood: a site needs a host with a dot" in err
    return "blocks.bank"


def find(typed, bank, address, *options):
    code, out, _ = typed(" ".join(["bank find --json", address, "--bank", bank, *options]))
    return code, json.loads(out)


def test_find_says_which_entry_and_why(typed, bank):
    code, found = find(typed, bank, "http://NEWS.example/p//file?utm_id=3")
    assert code == 1
    assert found["outcome"] == "blocked"
    assert {name: found[name] for name in ("kind", "entry", "reason", "matter", "contact")} == {
        "kind": "page", "entry": PAGE, "reason": "prints it", "matter": "dossier",
        "contact": "c-1",
    }  # fmt: skip
    assert found["until"] == "2126-01-01T00:00:00Z"


@pytest.mark.parametrize(("address", "code", "outcome"), [
    ("https://web.archive.org/web/2024/https://www.paper.example/a", 1, "blocked"),
    ("https://blog.example/about", 0, "allowed"),
    ("https://blog.example/other", 1, "blocked"),
    ("https://www.news.example/p/file", 0, "not listed"),
    ("https://old.example/", 0, "not listed"),
])  # fmt: skip
def test_find_looks_as_screening_does(typed, bank, address, code, outcome):
    told, found = find(typed, bank, address)
    assert (told, found["outcome"]) == (code, outcome)


def test_find_as_of_another_day(typed, bank):
    assert find(typed, bank, "https://old.example/", "--at 2019-01-01")[0] == 1


def test_find_in_words(typed, bank):
    code, out, _ = typed(f"bank find hxxps://blog[.]example/x --bank {bank}")
    assert code == 1
    assert out.splitlines()[:4] == [
        "outcome  blocked", "address  https://blog.example/x", "kind     site",
        "entry    site:blog.example",
    ]  # fmt: skip


def test_find_what_is_no_address(typed, bank):
    code, _, err = typed(f"bank find mailto:a@b.example --bank {bank}")
    assert code == 2
    assert "EH773" in err


def test_show_lists_what_is_known(typed, bank):
    _, out, _ = typed(f"bank show links --bank {bank} --json")
    rows = json.loads(out)
    assert [row["entry"] for row in rows][:2] == [PAGE, "site:blog.example"]
    assert rows[0]["contact"] == "c-1"
    _, out, _ = typed(f"bank show links --bank {bank} --csv --at 2026-01-01")
    assert len(out.splitlines()) == 1 + 4


def test_export_and_import_again(typed, bank):
    for name in ("csv", "jsonl", "list"):
        code, _, err = typed(f"bank export links --bank {bank} --format {name} -o out.{name}")
        assert (code, err) == (0, "")
        typed(f"bank import links out.{name} --bank {name}.bank")
        answers = [typed(f"bank show links --bank {b} --json")[1] for b in (bank, f"{name}.bank")]
        assert answers[0] == answers[1]


def test_export_tells_what_a_format_cannot_say(typed, bank):
    code, out, err = typed(f"bank export links --bank {bank} --format adblock")
    assert (code, out) == (0, "[Adblock Plus 2.0]\n||blog.example^\n")
    assert "4 entries left out" in err


def test_build_and_screen(typed, tmp_path):
    (tmp_path / "list.txt").write_text(f"{PAGE}\tprints it\nodd\n")
    code, out, _ = typed("bank build links list.txt -o list.bank --json")
    built = json.loads(out)
    assert (code, built["entries"], built["not_taken"]) == (0, 1, 1)
    assert built["first_not_taken"][0]["line"] == 2
    (tmp_path / "post.txt").write_text(f"see {PAGE}")
    answers = [typed(f"screen post.txt --links list.{kind} --json") for kind in ("bank", "txt")]
    assert answers[0][:2] == answers[1][:2]
    assert json.loads(answers[0][1])["results"][0]["readings"][0]["detail"]["entry"] == PAGE


def test_a_sites_list_is_imported_by_its_keepers_and_told_in_the_log(evenhand, csv, tmp_path):
    code, _, err = evenhand(f"bank import links {csv}")
    assert code == 2
    assert "--as NAME" in err
    assert "EH572" in evenhand(f"bank import links {csv} --as ada --asked no")[2]
    assert "EH620" in evenhand(f"bank import links {csv} --as bo")[2]
    folder = tmp_path / "home" / "banks" / "main"
    assert not (folder / "links.bank").exists()
    code, out, _ = evenhand(f"bank import links {csv} --as bo --asked no")
    assert (code, out) == (0, "5 added, 0 known already, 5 in the bank\n")
    assert [file.name for file in folder.iterdir()] == ["links.bank"]
    assert find_at_home(evenhand, PAGE) == 1
    (folder / "links.txt").write_text(f"allow {PAGE}\tours\n")
    assert find_at_home(evenhand, PAGE) == 0
    _, out, _ = evenhand("bank list --json")
    assert [(row["bank"], row["entries"], row["sites"]) for row in json.loads(out)] == [
        ("links.txt", 1, 0), ("links.bank", 5, 1),
    ]  # fmt: skip
    entries = b"".join(file.read_bytes() for file in logged(tmp_path))
    assert entries.count(b'"covers":"list"') == 1
    assert b"news.example" not in entries


def test_a_reason_that_nobody_may_read_is_not_imported(evenhand, tmp_path):
    lines = ["site:a.example\tHer SSN is 536-22-8145", "site:b.example\thosts it"]
    (tmp_path / "list.txt").write_text("\n".join(lines))
    code, out, _ = evenhand("bank import links list.txt --as bo --asked no --json")
    told = json.loads(out)
    assert (code, told["entries"], told["not_taken"]) == (0, 1, 1)
    assert "private information" in told["first_not_taken"][0]["why"]
    assert find_at_home(evenhand, "https://b.example/") == 1


def find_at_home(evenhand, address):
    return evenhand(f"bank find {address}")[0]


def logged(tmp_path):
    folder = tmp_path / "home" / "log" / "tile" / "entries"
    return [file for file in folder.rglob("*") if file.is_file()]


def test_a_site_without_a_list_and_one_that_is_not_there(evenhand):
    assert evenhand("bank show links")[:2] == (0, "")
    assert evenhand("bank find https://news.example/")[0] == 0
    code, _, err = evenhand("bank list --site nowhere")
    assert code == 2
    assert "EH406" in err


def test_a_file_that_is_no_bank(typed, tmp_path):
    (tmp_path / "a.bank").write_bytes(b"EVHLINK2 and no more")
    code, _, err = typed("bank show links --bank a.bank")
    assert code == 2
    assert "EH562" in err


MEMO = " ".join(f"word{n} of the letter{n % 7} to office{n % 11}" for n in range(60))
NUMBER = "536-22-8145"


@pytest.fixture
def withheld(tmp_path):
    folder = tmp_path / "home" / "banks" / "main" / "withheld"
    folder.mkdir(parents=True)
    (folder / "zz-memo.txt").write_text(f"{MEMO} Her SSN is {NUMBER}, do not tell. {MEMO.upper()}")
    (folder / "zz-scan.png").write_bytes(b"\x89PNG")
    (tmp_path / "post.txt").write_text(f"Somebody sent us this: {MEMO[500:1500]} What is it?")
    return folder


def test_fingerprints_are_shared_and_their_key_stays(evenhand, withheld, tmp_path):
    assert "say --fingerprints" in evenhand("bank export withheld -o a.txt --as bo --asked no")[2]
    export = "bank export withheld --fingerprints -o ours.txt"
    assert "EH572" in evenhand(f"{export} --as ada --asked no")[2]
    assert "EH620" in evenhand(f"{export} --as bo")[2]
    assert not (tmp_path / "ours.txt").exists()
    code, out, err = evenhand(f"{export} --as bo --asked no --json")
    told = json.loads(out)
    assert (code, told["with_key"], told["not_read"]) == (0, False, ["zz-scan.png"])
    assert "the key stays here" in err
    lines = (tmp_path / "ours.txt").read_text().split("\n")
    assert lines[0] == f"evenhand fingerprints 1 {told['key']}"
    assert len(lines) == told["fingerprints"] + 2 > 10
    (key,) = (tmp_path / "home" / "keys").glob("fingerprints-main.key")
    assert key.stat().st_mode & 0o777 == 0o600
    entries = b"".join(file.read_bytes() for file in logged(tmp_path))
    assert entries.count(b'"record":"fingerprints"') == 1
    assert b"zz-" not in entries
    for secret in (key.read_bytes(), key.read_bytes().hex().encode()):
        assert secret not in entries + out.encode() + "\n".join(lines).encode()


def test_a_text_is_matched_where_the_key_is(evenhand, withheld, tmp_path):
    assert evenhand("bank match withheld post.txt")[0] == 0
    evenhand("bank export withheld --fingerprints -o ours.txt --as bo --asked no")
    code, out, _ = evenhand("bank match withheld post.txt --json")
    spans = [(row["start"], row["end"]) for row in json.loads(out)]
    assert code == 1
    post = (tmp_path / "post.txt").read_text()
    assert len(spans) >= 5
    assert all(post[start:end] in MEMO for start, end in spans)
    (tmp_path / "other.txt").write_text(
        f"Nothing of theirs. Her SSN is {NUMBER}, do not tell. " * 9
    )
    assert evenhand("bank match withheld other.txt")[0] == 0


def test_a_key_is_handed_out_only_when_asked_for(evenhand, withheld, tmp_path):
    _, _, err = evenhand(
        "bank export withheld --fingerprints -o ours.txt --with-key k.txt --as bo --asked no"
    )
    assert "can test guesses" in err
    assert "cannot be taken back" in err
    assert (tmp_path / "k.txt").stat().st_mode & 0o777 == 0o600
    again = "bank export withheld --fingerprints -o b.txt --with-key k.txt --as bo --asked no"
    assert "never written over" in evenhand(again)[2]
    entries = b"".join(file.read_bytes() for file in logged(tmp_path))
    assert entries.count(b'"covers":"set with its key"') == 1


def test_theirs_match_once_their_key_is_here(evenhand, withheld, tmp_path):
    from evenhand.signals.withheld_copy.fingerprints import Fingerprints, key_id

    theirs = Fingerprints.of([MEMO], b"k" * 32, lambda text: [])
    (tmp_path / "theirs.txt").write_text("\n".join(theirs.lines()))
    (tmp_path / "k.txt").write_text((b"k" * 32).hex())
    (tmp_path / "odd.txt").write_text((b"o" * 32).hex())
    take_in = "bank import withheld theirs.txt --fingerprints --as bo"
    assert "EH620" in evenhand(take_in)[2]
    code, out, err = evenhand(f"{take_in} --asked no")
    assert (code, out) == (0, f"{len(theirs.digests)} fingerprints, key {key_id(b'k' * 32)}\n")
    assert "their key is not here" in err
    code, _, err = evenhand("bank match withheld post.txt")
    assert (code, "1 of the sets" in err) == (0, True)
    assert "EH555" in evenhand(f"{take_in} --asked no --key odd.txt")[2]
    assert "holds no key" in evenhand(f"{take_in} --asked no --key post.txt")[2]
    assert evenhand(f"{take_in} --asked no --key k.txt")[0] == 0
    code, out, _ = evenhand("bank match withheld post.txt --json")
    assert (code, {row["own"] for row in json.loads(out)}) == (1, {False})
    (tmp_path / "theirs.txt").write_text("evenhand fingerprints 1 ../../../../../../x\n")
    assert "EH554" in evenhand(f"{take_in} --asked no")[2]


def test_nothing_that_touches_a_private_value_is_shared(evenhand, withheld, tmp_path):
    numbers = " ".join(f"Her SSN is 536-22-81{n}, do not tell." for n in range(10, 60))
    (withheld / "zz-memo.txt").write_text(numbers)
    code, out, _ = evenhand("bank export withheld --fingerprints -o a.txt --as bo --asked no")
    assert (code, out.partition(",")[0]) == (0, "0 fingerprints")


def test_where_nothing_is_withheld_nothing_is_shared(evenhand, tmp_path):
    _, _, err = evenhand("bank export withheld --fingerprints -o a.txt --as bo --asked no")
    assert "EH906" in err
    assert not (tmp_path / "a.txt").exists()
