"""`evenhand contact` as it is typed and answered."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from evenhand.cli.contact import command

AGO = datetime.now(UTC) - timedelta(days=3)
CAMPAIGN = (
    'contact add --as ada --role political --organisation "Vale for Mayor" --person "Tom Reed" '
    '--channel call --wants block_link --text "Please block it, call me at 555-0100."'
)
ORDER = (
    'contact add --as ada --role authority --organisation "Media Office" --channel letter '
    '--wants remove --order-9 --authority "Media Office" --binding '
    '--legal-basis "Media Act, section 4" --object p-7 --text "We order."'
)
NOTICE = (
    'contact add --as ada --role private_person --person "Eve Hart" --channel portal '
    '--wants remove --notice-16 --place https://posts.example/p/1 --reasons "It is my address." '
    '--text "Please remove it."'
)
LETTER = f"""From: "Tom Reed" <tom@vale.example>
Subject: The dossier
Date: {format_datetime(AGO)}
Content-Type: text/html; charset=utf-8

<p>Please <b>block</b> it.</p><script>alert(1)</script><p>Tom</p>
"""


def test_help(transcript):
    verbs = [f"contact {verb} --help" for verb in command.commands]
    transcript("cli/contact_help.txt", "contact --help", *verbs)


def test_a_request(transcript):
    transcript(
        "cli/contact.txt",
        "contact list",
        CAMPAIGN + " --matter dossier --object https://letter.example/dossier",
        CAMPAIGN + f" --received {AGO:%Y-%m-%dT%H:%M:%SZ}",
        "contact list",
        "contact list --csv",
        "contact list --json",
        "contact list --all",
        "contact list --all --as bo",
        "contact show <ID-1> --as bo",
        "contact show <ID-1> --as bo --reveal",
        'contact show <ID-1> --as bo --reveal --why "to call them back"',
        'contact verify <ID-1> --as bo --basis "called back"',
        'contact verify <ID-1> --as bo --basis "called back"',
        'contact dispute <ID-1> --as bo --basis "they say it was not them" --json',
        "contact invite <ID-1> --as bo",
        'contact reply <ID-1> --as ada --from "Vale for Mayor" --text "We asked for a note."',
        "contact link <ID-3> dossier --as bo",
        'contact done <ID-1> "Nothing was blocked for it." --as bo',
        "contact show <ID-1> --as bo",
    )


def test_orders_and_notices(transcript):
    transcript(
        "cli/contact_orders.txt",
        ORDER,
        ORDER + " --scope FR",
        "contact show <ID-1> --as bo",
        'contact effect <ID-1> "Removed in FR." --as bo --at 2999-01-01',
        'contact effect <ID-1> "Removed in FR." --as bo',
        NOTICE,
        NOTICE + " --email eve@hart.example --good-faith",
        "contact confirm <ID-3> --as ada",
        "contact confirm <ID-3> --as ada",
        'contact decide <ID-3> "It was removed by clause PI-2." --as bo',
        "contact show <ID-3> --as bo --json",
    )


def test_seals(transcript):
    transcript(
        "cli/contact_seals.txt",
        CAMPAIGN + " --seal-until 2999-01-01",
        CAMPAIGN + " --seal legal_bar --seal-until 2999-01-01",
        "contact list",
        "contact agree <ID-1> --as ada",
        "contact agree <ID-1> --as bo",
        "contact show <ID-1> --as bo",
        "contact renew <ID-1> --as bo",
        "contact unseal <ID-1> --as bo",
        "contact renew <ID-1> --as bo",
        "contact seal <ID-1> safety --as bo",
        "contact list --all --as root --csv",
    )


def test_a_life_in_danger_and_own_data(transcript):
    own = 'contact add --as ada --role private_person --person "Eve Hart" --channel email '
    transcript(
        "cli/contact_people.txt",
        own + '--own-data --wants remove --threat-to-life --text "They are at my door."',
        own + '--own-data --wants information --text "What do you hold?" --json',
        "contact list",
        own + '--wants information --text "x" --file nowhere.txt',
        own + '--wants information --organisation Hart --text "x"',
    )


def test_a_letter(transcript, tmp_path):
    (tmp_path / "letter.eml").write_text(LETTER)
    (tmp_path / "undated.eml").write_text(LETTER.replace("Date:", "X-Date:"))
    told = "--as ada --role political --wants block_link"
    transcript(
        "cli/contact_letter.txt",
        f"contact import letter.eml {told} --organisation 'Vale for Mayor'",
        f"contact import letter.eml {told} --organisation 'Vale for Mayor'",
        "contact show <ID-1> --as ada --reveal --why 'to read it'",
        f"contact import undated.eml {told}",
        f"contact import undated.eml {told} --received {AGO.date()} --json",
        f"contact import undated.eml {told} --organisation tom@vale.example --received 2026-01-01",
    )


def test_words_come_from_a_file(evenhand, tmp_path):
    (tmp_path / "words.txt").write_text("Bitte löschen.\n")
    (tmp_path / "latin.txt").write_bytes(b"l\xf6schen")
    line = CAMPAIGN.split(" --text")[0]
    code, out, _ = evenhand(f"{line} --file words.txt --json")
    contact = json.loads(out)["id"]
    _, out, _ = evenhand(f"contact show {contact} --as ada --reveal --why x --json")
    assert (code, json.loads(out)["text"]) == (0, "Bitte löschen.\n")
    for wrong in (f"{line} --file latin.txt", line, f"{line} --text x --file words.txt"):
        code, _, err = evenhand(wrong)
        assert code == 2
        assert "--file" in err


def test_upkeep_speaks_of_seals(evenhand):
    evenhand(CAMPAIGN + " --seal safety --seal-until " + (AGO + timedelta(days=5)).isoformat())
    _, out, _ = evenhand("queue --as bo --queue seals --json")
    (case,) = json.loads(out)
    evenhand(f"contact agree {case['about']} --as bo")
    code, out, err = evenhand("expire")
    assert (code, out) == (0, "0 measures ended\n")
    assert err == "1 seals are to be looked at again: see `evenhand queue`\n"
    assert evenhand("expire")[2] == ""
