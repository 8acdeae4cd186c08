"""An item as signals read it: folded once, attachments read once."""

from evenhand.model.item import Attachment, Item
from evenhand.text.view import ItemView


def test_text_is_folded_once():
    view = ItemView(Item("p-1", "４12"))
    assert view.item.text == "４12"
    assert view.folded.text == "412"
    assert view.folded is view.folded


def test_attachments_are_read_once_and_in_order():
    files = (
        Attachment("a.txt", "text/plain", data=b"first"),
        Attachment("named-only.txt", "text/plain", sha256="0" * 64),
        Attachment("b.txt", "text/plain", data=b"second"),
    )
    view = ItemView(Item("p-1", attachments=files))
    assert list(view.attachment_texts()) == [("a.txt", "first"), ("b.txt", "second")]
    assert view.attachment_texts() is view.attachment_texts()


def test_an_attachment_that_is_no_text_is_left_out():
    picture = Attachment("x.png", "image/png", data=b"\x89PNG\r\n\x1a\n")
    assert list(ItemView(Item("p-1", attachments=(picture,))).attachment_texts()) == []
