"""What tests of the console's pages about affairs share: doing a deed as a browser does."""

import re
from contextlib import contextmanager

from evenhand.log.entry import decode
from evenhand.pipeline.home import add_site
from evenhand.pipeline.people.staff import join
from evenhand.store.journal import journal_size, read_journal
from tests.web.desk import STAFF, desk, signed_in

AT = "/console/main"
SCRIPT = "<script>alert('zz')</script>"
FORMULA = "=HYPERLINK(1)"
SEE_OTHER, REFUSED, FORBIDDEN, NOT_THERE = 303, 422, 403, 404
CALL = {
    "role": "political", "organisation": "Vale for Mayor", "wants": "block_link", "channel": "call",
    "text": "zz-words of theirs", "kind": "request",
}  # fmt: skip


@contextmanager
def affairs_desk(folder, clock):
    """(running service, name -> browser); `eve` is an administrator of another site alone."""
    with desk(folder, clock) as running:
        add_site("other", "https://other.example", clock)
        join(running.home, "other", "eve", STAFF[-1][1])
        yield running, {name: signed_in(name) for name in (*(name for name, _ in STAFF), "eve")}


def do(browser, path, deed, **fields):
    """The answer to a deed's form."""
    return browser.post(f"{AT}/{path}", {"deed": deed, **fields})


def done(browser, path, deed, **fields):
    """Where a deed that was done leads to."""
    answer = do(browser, path, deed, **fields)
    assert answer.status_code == SEE_OTHER, (answer.status_code, _refusal(answer.content.decode()))
    return answer["Location"]


def _refusal(told):
    """What a page says was wrong."""
    return re.findall(r'id="refused".*?</div>|<p class="error">.*?</p>', told, re.DOTALL)


def entries(kind):
    """The log's entries of a type, oldest first."""
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def page(browser, path, status=200):
    """A page's text."""
    answer = browser.get(path if path.startswith("/") else f"{AT}/{path}")
    assert answer.status_code == status
    return answer.content.decode()
