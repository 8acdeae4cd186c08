"""Signed notes, keys and checkpoints: strict readers, and the specification's own example."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.log.checkpoint import (
    Checkpoint,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from evenhand.log.key import Signer, VerifierKey, load_signer, parse_vkey, save_signer
from evenhand.log.note import Note, Signature, format_note, parse_note
from evenhand.model.clock import SeededEntropy, SystemEntropy
from evenhand.model.errors import EvenhandError

SPEC_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501

names = st.text(min_size=1, max_size=20).filter(
    lambda s: not any(c == "+" or c.isspace() or c < " " for c in s)
)
signatures = st.builds(
    Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=70)
)
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"))
notes = st.builds(
    Note,
    texts.map(lambda text: text + "\n"),
    st.lists(signatures, min_size=1, max_size=5).map(tuple),
)
checkpoints = st.builds(
    Checkpoint, names, st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32)
)


def code_of(call, *arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        call(*arguments)
    return caught.value.code


def test_the_specification_s_example_verifies() -> None:
    key = parse_vkey(SPEC_VKEY)
    note = parse_note(SPEC_NOTE.encode())
    assert key.verify(note)
    assert not key.verify(Note("This is another message.\n", note.signatures))


def result_of(call, *arguments: object) -> object:
    """What the call returns, or the code of the error that it raises."""
    try:
        return call(*arguments)
    except EvenhandError as error:
        return error.code


@given(notes)
def test_a_note_is_read_as_it_was_written(note: Note) -> None:
    assert parse_note(format_note(note)) == note


@given(notes, st.data())
@settings(deadline=None)
def test_a_changed_note_is_refused_or_reads_otherwise(note: Note, data: st.DataObject) -> None:
    written = bytearray(format_note(note))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] ^= data.draw(st.integers(1, 255))
    found = result_of(parse_note, bytes(written))
    assert found == "EH320" or (found != note and format_note(found) == bytes(written))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"text\n", b"text\n\n", b"text\n\n\xe2\x80\x94 name\n", b"\xff\n\n",
        SPEC_NOTE.encode().rstrip(b"\n"), SPEC_NOTE.encode() + b"\n",
        SPEC_NOTE.encode().replace(b"\xe2\x80\x94", b"-"), SPEC_NOTE.replace("\n", "\r\n").encode(),
        SPEC_NOTE.replace("aQM=", "aQN=").encode(), b"x" * 300_000,
    ],
)  # fmt: skip
def test_what_is_not_a_note_is_refused(data: bytes) -> None:
    assert code_of(parse_note, data) == "EH320"


def test_signatures_of_unknown_keys_are_ignored(signer: Signer) -> None:
    note = signer.sign("text\n")
    other = Signer.generate("other.example", SystemEntropy()).sign("text\n")
    both = Note("text\n", (*other.signatures, *note.signatures))
    assert signer.verifier.verify(both)
    assert not signer.verifier.verify(other)


def test_one_wrong_signature_of_a_known_key_is_enough(signer: Signer) -> None:
    right, wrong = signer.sign("text\n"), signer.sign("other text\n")
    both = Note("text\n", (*right.signatures, *wrong.signatures))
    short = Signature(signer.name, signer.verifier.key_id, b"short")
    assert not signer.verifier.verify(both)
    assert not signer.verifier.verify(Note("text\n", (short,)))


@given(names, st.binary(min_size=32, max_size=32))
def test_a_verifier_key_is_read_as_it_was_written(name: str, public: bytes) -> None:
    key = VerifierKey(name, public)
    assert parse_vkey(key.text) == key


@pytest.mark.parametrize(
    "text",
    [
        "", "a+b+c", SPEC_VKEY + "\n", SPEC_VKEY.replace("530d", "530e"),
        SPEC_VKEY.replace("foo", "bar"), SPEC_VKEY.replace("530d", "530D"),
        SPEC_VKEY.replace("+Aek", "+Bek"), SPEC_VKEY[:-4], SPEC_VKEY + "x" * 5_000,
    ],
)  # fmt: skip
def test_what_is_not_a_verifier_key_is_refused(text: str) -> None:
    assert code_of(parse_vkey, text) == "EH322"


def test_a_private_key_is_kept_to_oneself(tmp_path: Path, signer: Signer) -> None:
    path = tmp_path / "log.key"
    save_signer(path, signer)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_signer(path).sign("text\n") == signer.sign("text\n")
    assert code_of(save_signer, path, signer) == "EH324"
    path.chmod(0o640)
    assert code_of(load_signer, path) == "EH323"


@pytest.mark.parametrize("spoil", ["", "x", "PRIVATE+KEY+a+b+c", "shift", "public"])
def test_a_spoilt_private_key_is_refused(tmp_path: Path, signer: Signer, spoil: str) -> None:
    path = tmp_path / "log.key"
    texts = {"shift": signer.secret_text.replace("+KEY", "+YEK"), "public": signer.verifier.text}
    path.write_text(texts.get(spoil, spoil))
    path.chmod(0o600)
    assert code_of(load_signer, path) == "EH323"
    path.unlink()
    assert code_of(load_signer, path) == "EH323"


@pytest.mark.parametrize("name", ["", "with space", "with+plus", "with\ttab", "thin\u2009space"])
def test_a_log_cannot_have_every_name(name: str) -> None:
    assert code_of(Signer.generate, name, SeededEntropy(b"")) == "EH321"


@given(checkpoints)
def test_a_checkpoint_is_read_as_it_was_written(checkpoint: Checkpoint) -> None:
    assert parse_checkpoint(checkpoint.text) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n1\n", "a\n01\n{}\n", "a\n-1\n{}\n", "a\n+1\n{}\n", "\n1\n{}\n", "a\n1\n{}",
        "a\n1\n{}\n\n", "a\n9223372036854775808\n{}\n", "a\n1_0\n{}\n", "a\n1\n{}x\n",
        "a\n1\nAA==\n", "a\n١\n{}\n",
    ],
)  # fmt: skip
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    assert code_of(parse_checkpoint, text.format(root)) == "EH330"


def test_further_lines_of_others_are_kept() -> None:
    text = "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nsome extension\n"
    assert parse_checkpoint(text).extensions == ("some extension",)


def test_a_checkpoint_is_believed_from_its_own_log_only(signer: Signer) -> None:
    checkpoint = Checkpoint(signer.name, 3, bytes(32))
    data = sign_checkpoint(checkpoint, signer)
    assert open_checkpoint(data, signer.verifier) == checkpoint
    twin = Signer.generate(signer.name, SeededEntropy(b"twin"))
    assert code_of(open_checkpoint, data, twin.verifier) == "EH331"
    other = Signer.generate("other.example", SeededEntropy(b"other"))
    assert code_of(open_checkpoint, data, other.verifier) == "EH332"
