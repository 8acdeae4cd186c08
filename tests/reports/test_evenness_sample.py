"""An auditor's sealed sample: what is read of it, and what is refused."""

from hashlib import sha256

import pytest

from evenhand.model.errors import EvenhandError
from evenhand.reports.evenness.sample import read_sample

CSV = b"decision,group\nd1,north\nd2,south\nd1,north\n"
JSONL = b'{"decision": "d1", "group": "north"}\n\n{"decision": "d2", "group": "south"}\n'


@pytest.mark.parametrize("data", [CSV, JSONL, b"\xef\xbb\xbf" + CSV, CSV.replace(b"\n", b"\r\n")])
def test_both_forms_say_the_same_under_the_digest_of_their_bytes(data):
    sample = read_sample("sealed", data)
    assert sample.groups == {"d1": "north", "d2": "south"}
    assert sample.digest == f"sha256:{sha256(data).hexdigest()}"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"id,party\nd1,north\n", "EH815", 1),
        (b"decision,group\nd1,north\nd2,\n", "EH815", 3),
        (b"decision,group\nd1\n", "EH815", 2),
        (b"decision,group\nd1," + b"x" * 41 + b"\n", "EH815", 2),
        (b'decision,group\nd1,"north\n', "EH815", 2),
        (b'{"decision": "d1"}\n', "EH815", 1),
        (b'{"decision": "d1", "group": "north"}\nnorth\n', "EH815", 2),
        (b"\xff\xfe", "EH815", None),
        (b"", "EH815", 1),
        (b"decision,group\nd1,north\nd1,south\n", "EH816", 3),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_line_without_its_words(data, code, line):
    with pytest.raises(EvenhandError) as refused:
        read_sample("sealed", data)
    assert (refused.value.code, refused.value.where.line) == (code, line)
    assert "north" not in str(refused.value)
