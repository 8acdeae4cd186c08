"""Tables of policies in force and of evidence that was put away: who changed a rule, and when."""

from typing import ClassVar

from django.db import models

from evenhand.store.models.columns import name_column


class PolicyChange(models.Model):
    """A change of what a site judges by that takes two people: proposed, then agreed to.

    `kind` is `publish` (a pack version, from a date) or `resume` (a rule that was paused). The
    pack's files stand in `source` from the proposal on, so that what is agreed to is what was read.
    """

    id = models.CharField(max_length=32, primary_key=True)
    site = name_column()
    kind = models.CharField(max_length=10)
    pack = name_column()
    version = models.IntegerField()
    digest = models.CharField(max_length=80)
    rule = name_column(default="")
    source = models.TextField(default="{}")
    from_at = models.DateTimeField()
    why = models.TextField(default="")
    proposed_by = name_column()
    proposed_at = models.DateTimeField()
    agreed_by = name_column(null=True)
    agreed_at = models.DateTimeField(null=True)
    withdrawn_by = name_column(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Read by site, the newest first."""

        indexes: ClassVar = [models.Index(fields=["site", "proposed_at"])]


class Pause(models.Model):
    """A rule that somebody stopped at a site: it is not evaluated from then until it is resumed."""

    site = name_column()
    pack = name_column()
    rule = name_column()
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = name_column()
    why = models.TextField(default="")
    log_index = models.BigIntegerField()

    class Meta:
        """Read by site."""

        indexes: ClassVar = [models.Index(fields=["site", "until"])]


class Archive(models.Model):
    """A file of evidence that was put away: part n of a site's month, with its digest in the log.

    An erasure writes the file anew: the digest and `erased` change, and the log says so.
    """

    site = name_column()
    month = models.CharField(max_length=7)
    part = models.IntegerField()
    digest = models.CharField(max_length=80)
    rows = models.BigIntegerField()
    erased = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField()
    log_index = models.BigIntegerField()

    class Meta:
        """A part once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "month", "part"], name="archive_once")
        ]
