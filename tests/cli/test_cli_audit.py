"""`evenhand audit`: from what was recorded to what is claimed, and what is never on a page."""

import csv
import json

import pytest

from evenhand.cli.audit import _check_extra
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import home_path, open_home
from evenhand.pipeline.people.lifting import lift
from evenhand.store import models

SSN = "Her SSN is 536-22-{:04}, go and see her."
SPARED = 24


def items(count):
    """Posts with a number, every other one by a business; each by an account of its own."""
    for n in range(count):
        roles = ["business"] if n % 2 else []
        yield {
            "id": f"post-{n}", "text": SSN.format(2000 + n), "author": f"writer-{n}",
            "account": {"roles": roles}, "language": "en", "matter": "file" if n == 0 else None,
        }  # fmt: skip


@pytest.fixture
def recorded(evenhand, tmp_path):
    """A home in which people lifted what the rule took, for businesses alone."""
    lines = "".join(json.dumps(item) + "\n" for item in items(120))
    (tmp_path / "items.jsonl").write_text(lines)
    code, _, _ = evenhand("screen items.jsonl --record")
    assert code == 1
    with open_home(write=True) as home:
        rows = models.Measure.objects.filter(subject_type="item", state="in_force")
        spared = [row.id for row in rows.order_by("subject") if int(row.subject[5:]) % 2]
        for measure in spared[:SPARED]:
            lift(home, measure, "ada", False, ())
    return evenhand


def test_people_who_spare_one_group_are_found(recorded, tmp_path):
    code, out, _ = recorded("audit --html page.html --csv tests.csv")
    assert code == 1
    assert "role: business, lighter than the rule: 40.0 % of 60 cases" in out
    page = (tmp_path / "page.html").read_text()
    assert "role: business, lighter than the rule" in page
    with (tmp_path / "tests.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["claimed"] for row in rows if row["compared"] == "lighter"] == ["true"]
    assert 0.3 < float(rows[1]["difference"]) < 0.5


def test_no_id_name_or_address_is_on_page_or_list(recorded, tmp_path):
    _, out, _ = recorded("audit --matter file --html page.html --csv tests.csv")
    _, shown, _ = recorded("audit --matter file --json")
    told = out + shown + "".join((tmp_path / n).read_text() for n in ("page.html", "tests.csv"))
    private = {"post-", "writer-", "536-22", "ada"}
    with open_home(write=False):
        private |= set(models.Decision.objects.values_list("id", flat=True)[:50])
    assert not {each for each in private if each in told.replace("evenhand", "")}


def test_json_holds_every_test_and_pairs_by_their_place_in_the_log(recorded):
    code, out, _ = recorded("audit --json")
    found = json.loads(out)
    assert code == 1
    assert (found["cases"], found["compared"], found["erased"]) == (120, 120, 0)
    assert [test["claimed"] for test in found["tests"]] == [False, True]
    pair = found["pairs"][0]
    assert pair["heavier"] != pair["lighter"]
    assert isinstance(pair["log_index"], int)


def test_a_sample_is_read_from_outside_and_only_its_digest_shown(recorded, tmp_path):
    with open_home(write=False):
        rows = models.Decision.objects.filter(supersedes=None).values_list("id", "subject")
        lines = [f"{made},{'east' if int(s[5:]) % 2 else 'west'}" for made, s in rows]
    (tmp_path / "sealed.csv").write_text("\n".join(["decision,group", *lines]))
    code, out, _ = recorded("audit --sample sealed.csv")
    assert code == 1
    assert "sample: west, lighter than the rule" in out
    assert "sha256:" in out
    (tmp_path / "other.csv").write_text("decision,group\nnone,east\n")
    code, _, err = recorded("audit --sample other.csv")
    assert code == 2
    assert "EH817" in err


def test_a_matter_is_put_under_the_policies_of_every_site_and_year(recorded):
    _, out, _ = recorded("audit --matter file")
    assert "The same matter under other policies" in out
    assert "\n  main, 20" in out


def test_a_few_cases_say_nothing_and_are_called_that(evenhand, tmp_path):
    lines = "".join(json.dumps(item) + "\n" for item in items(12))
    (tmp_path / "items.jsonl").write_text(lines)
    evenhand("screen items.jsonl --record")
    code, out, _ = evenhand("audit")
    assert code == 0
    assert "Nothing can be concluded, neither evenness nor bias." in out
    assert "role: business" in out.split("not shown, not tested")[1]


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("evenhand.cli.audit.find_spec", lambda name: None)
    with pytest.raises(EvenhandError) as refused:
        _check_extra()
    assert refused.value.code == "EH818"
    assert "evenhand[replay]" in refused.value.help


def test_stretch_and_site_narrow_it(recorded):
    assert json.loads(recorded("audit --to 2020-01-01 --json")[1])["cases"] == 0
    code, _, err = recorded("audit --site nowhere")
    assert (code, "EH406" in err) == (2, True)
    assert home_path().exists()
