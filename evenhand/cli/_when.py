"""Times as people type them: a day, or a time with its zone."""

from datetime import UTC, datetime

import click


class When(click.ParamType[datetime]):
    """`2026-09-26` (the beginning of that day, UTC) or `2026-09-26T14:00+02:00`; aware."""

    name = "when"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The time; one without a zone is UTC."""
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail("write a day like 2026-09-26, or a time like 2026-09-26T14:00Z", param, ctx)
        return at if at.tzinfo else at.replace(tzinfo=UTC)


WHEN = When()
"""The type of every option that takes a time."""
