"""Evenhand's own tongue: items as JSON Lines (contract.md)."""

from evenhand.connectors.jsonl.read import ItemForm, item_from_json, item_from_text, text_lines

__all__ = ["ItemForm", "item_from_json", "item_from_text", "text_lines"]
