"""Tables of what people do: staff, cases' notes, flags, appeals, contacts, interests, offers.

`record` holds the whole record as JSON; the columns beside it are those that queries need.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from evenhand.store.models.columns import id_column, name_column


class User(AbstractUser):
    """Somebody who signs in; their name is that of the staff records of the sites they work for."""

    role = models.CharField(max_length=20, default="moderator")
    preferences = models.TextField(default="{}")


class Staff(models.Model):
    """Who works for a site, in which role, from when until when."""

    site = name_column()
    name = name_column()
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """A name is somebody's at a site."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="staff_once")
        ]


class Note(models.Model):
    """What somebody wrote down about a case."""

    case = id_column(db_index=True)
    by = name_column()
    at = models.DateTimeField()
    text = models.TextField()
    draft = models.BooleanField(default=False)


class Agreement(models.Model):
    """Somebody agreed to a proposed measure."""

    measure = models.CharField(max_length=40, db_index=True)
    by = name_column()
    role = models.CharField(max_length=20)
    at = models.DateTimeField()


class Flag(models.Model):
    """A user's complaint."""

    id = id_column(primary_key=True)
    site = name_column()
    subject_type = models.CharField(max_length=10)
    subject = models.TextField()
    receipt = models.CharField(max_length=64, unique=True)
    case = id_column(null=True, db_index=True)
    harmed = models.BooleanField()
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    record = models.TextField()

    class Meta:
        """Read by what it is about."""

        indexes: ClassVar = [models.Index(fields=["site", "subject_type", "subject"])]


class Appeal(models.Model):
    """A request to look at a decision again."""

    id = id_column(primary_key=True)
    site = name_column()
    decision = id_column(db_index=True)
    received_at = models.DateTimeField()
    deadline = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    record = models.TextField()

    class Meta:
        """Read by what is overdue."""

        indexes: ClassVar = [models.Index(fields=["site", "answered_at", "deadline"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(answered_at=None),
                name="appeal_one_open",
            )
        ]


class Interest(models.Model):
    """A declared tie to a party."""

    id = id_column(primary_key=True)
    site = name_column(db_index=True)
    declared_at = models.DateTimeField()
    record = models.TextField()


class Contact(models.Model):
    """A request from outside. Rows are never deleted by anybody's command."""

    id = id_column(primary_key=True)
    site = name_column()
    matter = name_column(null=True)
    received_at = models.DateTimeField()
    logged_at = models.DateTimeField()
    disclosed = models.BooleanField()
    review_at = models.DateTimeField(null=True)
    record = models.TextField()

    class Meta:
        """Read by matter."""

        indexes: ClassVar = [models.Index(fields=["site", "matter"])]


class Riding(models.Model):
    """A commitment that rides in the next ordinary entry of its site."""

    site = name_column(db_index=True)
    name = models.CharField(max_length=60)
    value = models.TextField()


class Offer(models.Model):
    """Material offered to a newsroom."""

    id = id_column(primary_key=True)
    site = name_column(db_index=True)
    received_at = models.DateTimeField()
    record = models.TextField()


class FactUse(models.Model):
    """A decision rests on a fact of this name about this subject."""

    site = name_column()
    subject_type = models.CharField(max_length=10)
    subject = name_column()
    name = name_column()
    decision = id_column()

    class Meta:
        """Read when a fact falls."""

        indexes: ClassVar = [models.Index(fields=["site", "subject_type", "subject", "name"])]


class Cure(models.Model):
    """How an item's writer has gone about putting it right."""

    site = name_column()
    item = name_column()
    tries = models.IntegerField(default=0)
    checks = models.IntegerField(default=0)
    cured_at = models.DateTimeField(null=True)
    relapsed_at = models.DateTimeField(null=True)

    class Meta:
        """One record an item."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "item"], name="cure_once")]


class Look(models.Model):
    """A later look at the page behind a link whose block was lifted."""

    site = name_column()
    decision = id_column()
    measure = models.CharField(max_length=40)
    link = models.TextField()
    due_at = models.DateTimeField(db_index=True)
    found = models.CharField(max_length=12, null=True)
