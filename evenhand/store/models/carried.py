"""Tables of what items carried: to find yesterday's posts when something is listed or withheld."""

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


class CarriedRuns(models.Model):
    """A sample of the words of the revision that a decision was about, as the signal chose it.

    Part of what its decision rested on, as `Carried` is. All of a site's are read, one by one.
    """

    decision = id_column(primary_key=True)
    site = name_column()
    runs = models.BinaryField()
