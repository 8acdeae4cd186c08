"""The example matter, played on by people in a real browser."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OFF = {"java_script_enabled": False}
SCRIPTS = pytest.mark.parametrize("options", [{}, OFF], ids=["script", "no-script"])
ARTICLE = "https://commons.example/news/warden"
NUMBER = "536-22-8145"


def words(pattern: str) -> re.Pattern[str]:
    """Words however they are written."""
    return re.compile(pattern, re.IGNORECASE)


def comment(page: Page, example, text: str) -> str:
    """Write a comment by the plain form; the address of the writer's own page."""
    page.goto(f"{example.url}/comments/main/new?page={ARTICLE}")
    page.locator("#text").fill(text)
    page.locator("button.main").click()
    page.wait_for_url(words("/comments/mine/"))
    return page.url


def newest(page: Page, example, queue: str) -> None:
    """Open the case of this queue that came last."""
    page.goto(f"{example.url}/console/main/queue?queue={queue}")
    page.locator("main tbody tr").last.locator("a[href*='/cases/']").first.click()
    page.wait_for_url(words("/cases/"))


def decide(page: Page, choice: str, fill: Callable[[], None] = lambda: None) -> None:
    """Decide the case that is open: nobody has asked."""
    page.locator(f"input[name=do][value={choice}]").check()
    fill()
    page.locator("input[name=asked][value=no]").check()
    page.locator("button[data-key=submit]").click()
    page.wait_for_load_state()


@SCRIPTS
def test_a_comment_is_held_explained_and_approved(example, visit, options):
    reader, staff = visit(**options), visit(**options)
    text = f"The lease is in the minutes of March, {len(options)}."
    own = comment(reader, example, text)
    expect(reader.locator("main")).to_contain_text("A person looks at it first")
    thread = f"{example.url}/comments/main/thread?page={ARTICLE}"
    reader.goto(thread)
    expect(reader.locator("body")).not_to_contain_text(text)
    example.sign_in(staff, "robin")
    newest(staff, example, "general")
    expect(staff.locator("main")).to_contain_text(text)
    decide(staff, "release")
    reader.goto(own)
    expect(reader.locator("main")).to_contain_text(words("published"))
    reader.goto(thread)
    expect(reader.locator("body")).to_contain_text(text)


def test_a_comment_below_the_article(example, visit):
    page = visit()
    page.goto(f"{example.url}/example/article")
    page.get_by_role("textbox").first.fill("I read the lease too.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_text(words("looks at it first")).first).to_be_visible()
    assert page.context.cookies() == []


@SCRIPTS
def test_a_flag_is_raised_and_answered(example, visit, options):
    stranger, staff = visit(**options), visit(**options)
    story = f"story-of-the-pier-{len(options)}"
    stranger.goto(f"{example.url}/flag")
    stranger.locator("#site").select_option("main")
    stranger.locator("#what").fill(story)
    stranger.locator("input[name=why][value=other]").check()
    stranger.locator("#text").fill("It names a street.")
    stranger.locator("button.main").click()
    receipt = stranger.locator("main a.mono").first.get_attribute("href")
    example.sign_in(staff, "robin")
    staff.goto(f"{example.url}/console/main/queue?reason=flag")
    row = staff.locator("main tbody tr").filter(has_text=story)
    row.locator("a[href*='/cases/']").first.click()
    decide(staff, "release")
    stranger.goto(f"{example.url}{receipt}")
    expect(stranger.locator("main")).to_contain_text(words("we looked|we found|no breach|stays"))


def test_a_case_decided_by_keys_alone(example, visit):
    reader, page = visit(), visit()
    comment(reader, example, "Who pays for the crane?")
    example.sign_in(page, "mika")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url(words("/queue"))
    while "Who pays for the crane" not in page.locator("main").inner_text():
        before = page.url
        page.keyboard.press("j")
        if page.url.endswith("/queue"):
            page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_load_state()
    for key in ("r", "a", "Control+Enter"):
        page.keyboard.press(key)
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(words("closed|decided|done"))


@SCRIPTS
def test_a_heavy_measure_waits_for_the_second_person(example, visit, options):
    reader, staff = visit(**options), visit(**options)
    comment(reader, example, f"A boat for sale, ask me, {len(options)}.")
    example.sign_in(staff, "kim")
    newest(staff, example, "general")
    address = staff.url

    def suspend() -> None:
        staff.locator("input[name=on_account][value=suspend]").check()
        staff.locator("#rule").select_option("CO-1")
        staff.locator("#why").fill("It offers something for sale, for the third time.")

    decide(staff, "measure", suspend)
    staff.goto(address)
    expect(staff.locator("main")).to_contain_text(words("proposed"))
    expect(staff.locator("main")).not_to_contain_text(words("suspend: in force"))


@SCRIPTS
def test_a_cure_is_made_and_an_appeal_answered(example, visit, options):
    writer, staff = visit(**options), visit(**options)
    own = comment(writer, example, f"My own social is {NUMBER}, so what, {len(options)}.")
    expect(writer.locator("main")).not_to_contain_text(NUMBER)
    writer.locator("#appeal-text").fill("It is my own number, and I may say it.")
    writer.locator("#appeal button").click()
    example.sign_in(staff, "sasha")
    staff.goto(f"{example.url}/console/main/appeals")
    staff.locator("main tbody tr").last.locator("a[href*='/appeals/']").first.click()
    staff.locator("input[name=do][value=upheld]").check()
    staff.locator("#text").fill("The number stays covered: whoever reads it could use it.")
    staff.locator("input[name=asked][value=no]").check()
    staff.locator("button[data-key=submit]").click()
    staff.wait_for_load_state()
    writer.goto(own)
    expect(writer.locator("#appeal")).to_contain_text("whoever reads it could use it")
    writer.locator("textarea[name=text]").first.fill("I keep my number to myself now.")
    writer.locator("button[formaction$='/edit']").first.click()
    writer.goto(own)
    expect(writer.locator("main")).to_contain_text(words("lifted"))


def test_the_notice_is_read_under_the_secret_link(example, visit):
    page = visit()
    page.goto(example.url + example.notice)
    expect(page.locator("pre.statement").first).to_be_visible()
    expect(page.locator("#appeal")).to_be_visible()
    wrong = example.notice[:-2] + ("A" if example.notice[-2] != "A" else "B") + example.notice[-1]
    page.goto(example.url + wrong)
    expect(page.locator("body")).to_contain_text("EH870")


@SCRIPTS
def test_a_contact_is_recorded(example, visit, options):
    page = visit(**options)
    example.sign_in(page, "kim")
    page.goto(f"{example.url}/console/main/contacts/new")
    form = page.locator("#typed")
    organisation = f"Pier Society {len(options)}"
    form.locator("select[name=role]").select_option("civil_society")
    form.locator("input[name=organisation]").fill(organisation)
    form.locator("select[name=wants]").select_option("label")
    form.locator("select[name=channel]").select_option("letter")
    form.locator("textarea[name=text]").fill("Please put a label on it.")
    form.locator("button").last.click()
    page.wait_for_load_state()
    page.goto(f"{example.url}/console/main/contacts")
    expect(page.locator("main")).to_contain_text(organisation)
    stranger = visit(**options)
    stranger.goto(f"{example.url}/contacts")
    expect(stranger.locator("main")).to_contain_text(organisation)


def test_the_public_data_are_the_page(example, visit):
    page = visit()
    page.goto(f"{example.url}/d/{example.shown}")
    assert page.locator("h1").inner_text()
    answer = page.request.get(f"{example.url}/d/{example.shown}.json")
    assert answer.ok
    assert json.loads(answer.text())
    assert page.context.cookies() == []
