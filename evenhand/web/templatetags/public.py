"""Words of the public pages for what the log says in codes."""

from collections.abc import Iterable, Mapping

from django import template

from evenhand.pipeline.public.decisions import MeasureView

register = template.Library()

FACETS: Mapping[str, str] = {
    "measure": "Measure",
    "pack": "Policy",
    "rule": "Rule",
    "by": "Decided by",
    "month": "Month",
    "site": "Site",
    "asked": "Asked from outside?",
    "standing": "Appeal",
}
OUTCOMES: Mapping[str, str] = {
    "allow": "Left as it is",
    "measures": "Measures",
    "review": "A person looks",
}
STANDINGS: Mapping[str, str] = {
    "contested": "An appeal is open",
    "overturned": "Overturned on appeal",
    "varied": "Changed on appeal",
    "upheld": "Appealed, and upheld",
}
SUBJECTS: Mapping[str, str] = {
    "item": "a post, comment or page",
    "link": "a link",
    "account": "an account",
}
REASONS: Mapping[str, str] = {
    "private_information": "It shows private information",
    "withheld_material": "It holds or links to withheld material",
    "spam": "It is spam",
    "illegal": "It is against the law",
    "other": "Something else",
}
LANGUAGES: Mapping[str, str] = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "pt": "Português",
    "zh": "中文",
}


@register.filter
def plain(value: object) -> str:
    """A code as words: `block_link` is `block link`."""
    return str(value).replace("_", " ")


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through them."""
    return text.split()


@register.filter
def listed(names: Iterable[object]) -> str:
    """Codes as words, one after the other."""
    return ", ".join(plain(name) for name in names)


@register.filter
def titles(measures: Iterable[MeasureView]) -> str:
    """What measures are called, each once."""
    return ", ".join(dict.fromkeys(measure.title for measure in measures))


@register.filter
def facet_name(name: str) -> str:
    """What decisions are looked for by."""
    return FACETS[name]


@register.filter
def outcome_word(outcome: str) -> str:
    """What came of a decision."""
    return OUTCOMES.get(outcome, plain(outcome))


@register.filter
def standing_word(standing: str) -> str:
    """What came of an appeal."""
    return STANDINGS.get(standing, plain(standing))


@register.filter
def subject_word(subject: str) -> str:
    """What kind of thing it is about."""
    return SUBJECTS.get(subject, plain(subject))


@register.filter
def by_word(role: str) -> str:
    """Who decided: a rule, or a person by role."""
    return "a rule" if role == "rule" else f"a person ({plain(role)})"


@register.filter
def why_word(why: str) -> str:
    """What somebody says is wrong."""
    return REASONS.get(str(why), plain(why))


@register.filter
def language_name(code: str) -> str:
    """A language's own name for itself."""
    return LANGUAGES.get(code, code)
