"""The example matter, played into a fresh home and then served, with links to look at it."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfile

ARTICLE = "article.html"
FACTOR_ENV = "EVENHAND_SECOND_FACTOR"
EVIDENCE_DAYS = 3650


def play_example(folder: str, base: str) -> Iterator[str]:
    """Play a matter into a fresh home, which becomes this program's; what to look at, as lines.

    Its staff sign in by links that are shown, without a second factor: it is no real home.

    Args:
        base: where the server will listen, such as http://127.0.0.1:8000.

    Raises EvenhandError: EH904, EH909.
    """
    from evenhand.cli.demo import play, read_sites, read_timeline

    matter = Path(folder)
    steps, sites = read_timeline(matter), read_sites(matter)
    home = Path(tempfile.mkdtemp(prefix="evenhand-example-"))
    played = list(play(matter, steps, sites, home))
    make_ready(matter, home)
    os.environ |= {"EVENHAND_HOME": str(home), FACTOR_ENV: "optional"}
    shown = next(each.about for each in played if each.step.do == "statement" and each.about)
    yield f"{len(played)} steps of {matter} were played into {home}"
    yield f"a public decision page:    {base}/d/{shown.decision.id}"
    yield f"an article with comments:  {base}/example/article"
    yield "the console, a link for each of the staff:"
    for person, token in _invited(home, sites["main"].staff):
        yield f"  {person:<8} {base}/console/welcome/{token}"


def make_ready(matter: Path, home: Path) -> None:
    """Put the matter's article where its server shows it, and set how its site is run.

    A person looks at new writers first; evidence is kept long enough that an earlier affair can be
    decided again under today's policy.
    """
    from evenhand.model.clock import SystemClock, SystemEntropy
    from evenhand.pipeline.comments.terms import look_first
    from evenhand.pipeline.home import Home
    from evenhand.pipeline.people.retention import set_times

    if (matter / ARTICLE).is_file():
        (home / "example").mkdir()
        copyfile(matter / ARTICLE, home / "example" / ARTICLE)
    with Home(home, SystemClock(), SystemEntropy(), write=True) as opened:
        look_first(opened, "main", "first")
        set_times(opened, "main", {"evidence": EVIDENCE_DAYS})


def _invited(home: Path, staff: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, token) of links that let the example's staff in, once each."""
    from evenhand.model.clock import SystemClock, SystemEntropy
    from evenhand.pipeline.home import Home
    from evenhand.pipeline.people.sign_in import invite

    with Home(home, SystemClock(), SystemEntropy(), write=True) as opened:
        for person in staff:
            yield person, invite(opened, "main", person, None)
