"""Tables of sweeps: batches of what would change about earlier items after a list has changed."""

from typing import ClassVar

from django.db import models

from evenhand.store.models.columns import id_column, name_column


class Sweep(models.Model):
    """One batch: proposed, looked at, then released or withdrawn as a whole.

    `record` holds the whole record as JSON; the columns beside it are those that queries need.
    """

    id = id_column(primary_key=True)
    site = name_column()
    proposed_at = models.DateTimeField()
    record = models.TextField()

    class Meta:
        """Read by site, the newest first."""

        indexes: ClassVar = [models.Index(fields=["site", "proposed_at"])]


class Swept(models.Model):
    """An item in a sweep: what would change about it, and what came of it.

    Written before its sweep is, so that a sweep is there whole or not at all. It goes when the
    evidence of its decision is erased.
    """

    sweep = id_column()
    item = name_column()
    revision = models.IntegerField()
    decision = id_column(db_index=True)
    changes = models.TextField()
    fate = models.CharField(max_length=12, default="waiting")
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Read by what is still to be done in a sweep."""

        indexes: ClassVar = [models.Index(fields=["sweep", "fate", "id"])]
