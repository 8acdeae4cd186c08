"""The DSA database's JSON: what we submit, and what would be refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from evenhand.enforcement.states import confirm, expire
from evenhand.model.case import Party
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Prior
from evenhand.model.measure import MeasureState
from evenhand.statements import dsa_fields as fields
from evenhand.statements.context import Change, ItemFacts
from evenhand.statements.dsa import puid, to_dsa
from evenhand.statements.dsa_validate import Problem, validate_dsa
from tests.statements import builders as make
from tests.statements.builders import NOW

Golden = Callable[[str, str], None]
GOOD = to_dsa(make.removal())


@pytest.mark.parametrize("name", ["removal", "link_block", "suspension", "proposed_suspension"])
def test_what_is_submitted(name: str, golden: Golden) -> None:
    statement = to_dsa(getattr(make, name)())
    golden(f"statements/dsa/{name}.json", json.dumps(statement, indent=2, sort_keys=True) + "\n")
    assert validate_dsa(statement) == []


def test_only_what_binds_and_has_a_ground_is_submitted() -> None:
    assert to_dsa(make.failed_check()) == {}
    assert to_dsa(make.decided(make.PRIVATE, "PI-2", "ask")) == {}
    context = make.suspension(now=NOW + timedelta(days=9))
    assert "decision_account" not in to_dsa(context), "the suspension has ended by itself"


def test_a_confirmed_suspension_is_a_statement_of_its_own() -> None:
    context = make.proposed_suspension()
    at = NOW + timedelta(hours=30)
    changed = confirm(context.measures[1], context.measures[:1], at, deciders=["m-1", "m-2"])
    change = Change(changed[0], MeasureState.PROPOSED, at)
    later = to_dsa(replace(context, measures=changed, now=at, number=2, change=change))
    assert later["decision_account"] == "DECISION_ACCOUNT_TERMINATED"
    assert "end_date_account_restriction" not in later
    assert later["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"
    assert "An automatic rule proposed it, and people agreed." in later["decision_facts"]
    assert (later["application_date"], later["puid"]) == ("2026-09-27", f"{make.CASE}-2")
    assert validate_dsa(later) == []


def test_what_was_submitted_before_is_not_submitted_again() -> None:
    context = make.suspension()
    end = NOW + timedelta(hours=72)
    (ended,) = expire(context.measures, end)
    change = Change(ended, MeasureState.IN_FORCE, end)
    assert to_dsa(replace(context, now=end, number=2, change=change)) == {}


def test_a_block_from_before_is_told_from_the_day_of_this_decision() -> None:
    earlier = replace(make.link_block().measures[0], from_=NOW - timedelta(days=3), decision="c-0")
    broader = replace(earlier, rules=("OLD-1", *earlier.rules))
    statement = to_dsa(make.link_block(prior=Prior(in_force=(broader,))))
    assert statement["application_date"] == "2026-09-26"
    assert "OLD-1" not in statement["decision_facts"]
    assert validate_dsa(statement) == []


def test_a_ground_in_law_is_told_with_the_law() -> None:
    context = make.removal(ground="illegal:Data Protection Act, section 170")
    statement = to_dsa(context)
    assert statement["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert statement["illegal_content_legal_ground"] == "Data Protection Act, section 170"
    assert not any(name.startswith("incompatible") for name in statement)
    assert validate_dsa(statement) == []


def test_without_a_scope_of_its_own_a_site_acts_everywhere() -> None:
    site = replace(make.SITE, territorial_scope=())
    assert to_dsa(make.removal(site=site))["territorial_scope"] == sorted(fields.COUNTRIES)


@pytest.mark.parametrize(
    ("facts", "types", "other"),
    [
        (ItemFacts("comment"), ["CONTENT_TYPE_TEXT"], None),
        (ItemFacts("document"), ["CONTENT_TYPE_OTHER"], "Document"),
        (ItemFacts("profile"), ["CONTENT_TYPE_OTHER"], "Profile"),
        (
            ItemFacts("post", media_types=("image/png", "video/mp4", "text/plain")),
            ["CONTENT_TYPE_IMAGE", "CONTENT_TYPE_TEXT", "CONTENT_TYPE_VIDEO"],
            None,
        ),
    ],
)
def test_the_type_of_content(facts: ItemFacts, types: list[str], other: str | None) -> None:
    statement = to_dsa(make.removal(item=facts))
    assert statement["content_type"] == types
    assert statement.get("content_type_other") == other
    assert statement["content_date"] == "2026-09-26", "unknown: the day of the decision"
    assert validate_dsa(statement) == []


@pytest.mark.parametrize(
    ("language", "told"), [("en-GB", "EN"), ("de", "DE"), (None, None), ("tlh", None), ("", None)]
)
def test_the_language_as_the_database_spells_it(language: str | None, told: str | None) -> None:
    statement = to_dsa(make.removal(item=ItemFacts("post", language)))
    assert statement.get("content_language") == told


@pytest.mark.parametrize(
    ("by", "notified_by", "source", "detected", "decided"),
    [
        ("rule", "", "SOURCE_VOLUNTARY", "Yes", "FULLY"),
        ("rule", "flag", "SOURCE_TYPE_OTHER_NOTIFICATION", "Yes", "FULLY"),
        ("moderator", "", "SOURCE_VOLUNTARY", "Yes", "PARTIALLY"),
        ("moderator", "notice_16", "SOURCE_ARTICLE_16", "No", "PARTIALLY"),
        ("moderator", "trusted_flagger", "SOURCE_TRUSTED_FLAGGER", "No", "PARTIALLY"),
    ],
)
def test_who_found_it_and_how_far_it_was_automatic(
    by: str, notified_by: str, source: str, detected: str, decided: str
) -> None:
    statement = to_dsa(make.by_people(make.removal(notified_by=notified_by), decided_by=by))
    assert statement["source_type"] == source
    assert statement["automated_detection"] == detected
    assert statement["automated_decision"] == f"AUTOMATED_DECISION_{decided}"
    assert validate_dsa(statement) == []


def test_what_only_people_saw_and_decided_is_not_automated() -> None:
    statement = to_dsa(make.by_people(make.removal(seen=(), notified_by="flag"), findings=()))
    assert statement["automated_detection"] == "No"
    assert statement["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert validate_dsa(statement) == []


def test_a_restriction_is_submitted_once_with_the_writer_s_notice() -> None:
    assert to_dsa(make.removal(party=Party.HARMED)) == {}


@pytest.mark.parametrize(
    ("roles", "told"),
    [(None, None), ((), "PRIVATE"), (("business",), "BUSINESS"), (("news_org",), "BUSINESS")],
)
def test_the_type_of_account_is_told_where_roles_are_known(
    roles: tuple[str, ...] | None, told: str | None
) -> None:
    statement = to_dsa(replace(make.removal(), roles=roles))
    assert statement.get("account_type") == (told and f"ACCOUNT_TYPE_{told}")


def test_long_clauses_are_cut_to_what_the_database_takes() -> None:
    policy = replace(make.PRIVATE, clauses={"PI-2": "Long. " * 2000}, title="T" * 900)
    statement = to_dsa(make.decided(policy, "PI-2", "remove"))
    assert len(statement["incompatible_content_explanation"]) == 2000
    assert len(statement["incompatible_content_ground"]) == 500
    assert statement["category_specification_other"].endswith("…")
    assert validate_dsa(statement) == []


def test_an_id_that_the_database_refuses_is_refused_by_us() -> None:
    context = make.removal()
    odd = replace(context, decision=replace(context.decision, id="a b"))
    with pytest.raises(EvenhandError) as caught:
        puid(odd)
    assert caught.value.code == "EH704"


def test_the_database_knows_as_many_values_as_its_code_has() -> None:
    assert len(fields.CATEGORIES) == 16
    assert len(fields.KEYWORDS) == 69
    assert len(fields.COUNTRIES) == 30
    assert len(fields.LANGUAGES) == 184


def without(*names: str, **more: object) -> dict[str, Any]:
    return {name: value for name, value in {**GOOD, **more}.items() if name not in names}


SUSPENDED = {"decision_account": "DECISION_ACCOUNT_SUSPENDED"}


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        *[(without(name), name) for name in fields.REQUIRED],
        (without("decision_visibility"), "decision_visibility"),
        (without(puids="x"), "puids"),
        (without(decision_visibility=[]), "decision_visibility"),
        (without(decision_visibility="DECISION_VISIBILITY_CONTENT_REMOVED"), "decision_visibility"),
        (without(decision_visibility=["DECISION_VISIBILITY_OTHER"]), "decision_visibility_other"),
        (without(decision_visibility_other="x"), "decision_visibility_other"),
        (without(decision_monetary="DECISION_MONETARY_OTHER"), "decision_monetary_other"),
        (
            without(decision_monetary="DECISION_MONETARY_SUSPENSION"),
            "end_date_monetary_restriction",
        ),
        (without(decision_provision="DECISION_PROVISION_TOTAL"), "decision_provision"),
        (
            without(decision_provision="DECISION_PROVISION_PARTIAL_SUSPENSION"),
            "end_date_service_restriction",
        ),
        (without(**SUSPENDED), "end_date_account_restriction"),
        (
            without(**SUSPENDED, end_date_account_restriction="2026-09-25"),
            "end_date_account_restriction",
        ),
        (without(end_date_account_restriction="2026-09-28"), "end_date_account_restriction"),
        (
            without(
                decision_account="DECISION_ACCOUNT_TERMINATED",
                end_date_account_restriction="2026-09-28",
            ),
            "end_date_account_restriction",
        ),
        (without(end_date_visibility_restriction="2026-09-25"), "end_date_visibility_restriction"),
        (without(end_date_visibility_restriction=None), "end_date_visibility_restriction"),
        (without(account_type="ACCOUNT_TYPE_ODD"), "account_type"),
        (
            without(decision_ground="DECISION_GROUND_ILLEGAL_CONTENT"),
            "illegal_content_legal_ground",
        ),
        (without("incompatible_content_ground"), "incompatible_content_ground"),
        (without(illegal_content_explanation="x"), "illegal_content_explanation"),
        (without(incompatible_content_illegal=True), "incompatible_content_illegal"),
        (without(decision_ground_reference_url="no address"), "decision_ground_reference_url"),
        (without(decision_ground_reference_url="https://a.example/" + "x" * 500),
         "decision_ground_reference_url"),
        (without(content_type=["CONTENT_TYPE_TEXT", "CONTENT_TYPE_TEXT"]), "content_type"),
        (without(content_type=["CONTENT_TYPE_OTHER"]), "content_type_other"),
        (without(content_type=[["CONTENT_TYPE_TEXT"]]), "content_type"),
        (without(category="STATEMENT_CATEGORY_PIRACY"), "category"),
        (without(category=["STATEMENT_CATEGORY_VIOLENCE"]), "category"),
        (without(category_addition=[GOOD["category"]]), "category_addition"),
        (without(category_specification=["KEYWORD_DANGEROUS_TOYS"]), "category_specification"),
        (without(category_specification=["KEYWORD_STALKING"]), "category_specification_other"),
        (without(territorial_scope=["EL"]), "territorial_scope"),
        (without(content_language="en"), "content_language"),
        (without(content_date="1999-12-31"), "content_date"),
        (without(content_date="2026-02-30"), "content_date"),
        (without(content_date="20260926"), "content_date"),
        (without(content_date="2026-09-26T00:00:00Z"), "content_date"),
        (without(application_date="2019-12-31"), "application_date"),
        (without(application_date="2038-01-02"), "application_date"),
        (without(decision_facts="  "), "decision_facts"),
        (without(decision_facts="x" * 5001), "decision_facts"),
        (without(source_identity="somebody"), "source_identity"),
        (without(source_type="SOURCE_OTHER"), "source_type"),
        (without(automated_detection="yes"), "automated_detection"),
        (without(automated_decision="Yes"), "automated_decision"),
        (without(puid="with space"), "puid"),
        (without(puid="line\n"), "puid"),
        (without(puid="x" * 501), "puid"),
        (without(puid=7), "puid"),
        (without(content_id={"EAN-13": "123"}), "content_id"),
        (without(content_id={"EAN-13": "1" * 13, "x": 1}), "content_id"),
        (without(content_id="1234567890123"), "content_id"),
        (without(content_id_ean="١" * 13), "content_id_ean"),
    ],
)  # fmt: skip
def test_what_the_database_would_refuse_is_found(statement: dict[str, Any], field: str) -> None:
    assert validate_dsa(GOOD) == []
    assert field in {problem.field for problem in validate_dsa(statement)}


def test_what_the_database_would_take_is_taken() -> None:
    assert (
        validate_dsa(
            without(
                decision_monetary="DECISION_MONETARY_OTHER",
                decision_monetary_other="Payment delayed",
                content_id={"EAN-13": "1234567890123"},
                content_id_ean="1234567890123",
                category_addition=["STATEMENT_CATEGORY_VIOLENCE"],
                source_type="SOURCE_ARTICLE_16",
                source_identity="A notifier",
                decision_ground_reference_url="https://platform.example/rules#PI-2",
                end_date_visibility_restriction="2026-09-26",
            )
        )
        == []
    )


def test_a_misspelt_field_is_told_with_the_nearest() -> None:
    assert validate_dsa(without(categori="x")) == [
        Problem("categori", "there is no such field did you mean `category`?")
    ]
