"""The table of what items carried: to find yesterday's posts when an address is listed."""

from typing import ClassVar

from django.db import models

from evenhand.store.models.columns import id_column, name_column


class Carried(models.Model):
    """An address that a revision of an item held, in its place among all addresses.

    Part of what its decision rested on: it goes when the decision's evidence is erased.
    """

    site = name_column()
    place = models.BinaryField()
    address = models.TextField()
    item = name_column()
    revision = models.IntegerField()
    decision = id_column(db_index=True)

    class Meta:
        """Read by place: a page, or all under a path or a host."""

        indexes: ClassVar = [models.Index(fields=["site", "place"])]
