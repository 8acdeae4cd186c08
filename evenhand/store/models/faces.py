"""Tables of the faces: comments, receivers of deliveries, sign-in links, the public index.

What learns and what speaks other systems' tongues keeps its rows here too. JSON sits in text
columns, as everywhere in the store. Times are UTC.
"""

from typing import ClassVar

from django.db import models

from evenhand.store.models.columns import id_column, name_column


class Invitation(models.Model):
    """A link that lets somebody of the staff sign in once, to set up how they sign in later."""

    digest = models.CharField(max_length=64, primary_key=True)
    site = name_column()
    name = name_column()
    created_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Receiver(models.Model):
    """Where a site's deliveries are posted to, and the secret that signs them."""

    id = id_column(primary_key=True)
    site = name_column(db_index=True)
    url = models.TextField()
    secret = models.TextField()
    private_ranges = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Waiting(models.Model):
    """An item that was acknowledged before it was decided: decided after, whatever happens.

    `refused` is the error of one that could not be decided.
    """

    id = id_column(primary_key=True)
    site = name_column()
    key = name_column(null=True)
    received_at = models.DateTimeField()
    body = models.TextField()
    item = name_column(default="")
    refused = models.TextField(default="")

    class Meta:
        """Read by item."""

        indexes: ClassVar = [models.Index(fields=["site", "item"])]


class Shown(models.Model):
    """The public index: what an entry of the log says, where pages and searches find it.

    Everything here follows from the journal and can be made again from it.
    """

    log_index = models.BigIntegerField(primary_key=True)
    site = name_column()
    type = models.CharField(max_length=20)
    number = models.BigIntegerField()
    case = models.CharField(max_length=64)
    day = models.CharField(max_length=10)
    public_from = models.DateTimeField()
    hidden = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, default="")
    measures = models.TextField(default="")
    begun = models.TextField(default="")
    packs = models.TextField(default="")
    rules = models.TextField(default="")
    decided_by = models.CharField(max_length=30, default="")
    asked = models.CharField(max_length=3, default="")
    contacts = models.IntegerField(default=0)
    standing = models.CharField(max_length=20, default="")
    supersedes = models.CharField(max_length=64, default="")

    class Meta:
        """Read by case, by what was superseded, by what an appeal came to, by day and by site."""

        indexes: ClassVar = [
            models.Index(fields=["case"]),
            models.Index(fields=["supersedes"]),
            models.Index(fields=["standing", "log_index"]),
            models.Index(fields=["type", "day"]),
            models.Index(fields=["site", "type", "day"]),
        ]


class Comment(models.Model):
    """A comment under an article; its words stand here until they are erased."""

    id = id_column(primary_key=True)
    site = name_column()
    page = models.TextField()
    title = models.TextField(default="")
    item = name_column()
    parent = id_column(null=True)
    name = models.TextField(default="")
    email = models.TextField(default="")
    link = models.TextField(default="")
    text = models.TextField()
    language = name_column(null=True)
    at = models.DateTimeField()
    account = name_column(null=True)
    token = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField(null=True)
    record = models.TextField(default="{}")
    url = models.TextField(default="")
    digest = models.CharField(max_length=64, default="")

    class Meta:
        """Read by page, and by item."""

        indexes: ClassVar = [
            models.Index(fields=["site", "page", "at"]),
            models.Index(fields=["site", "item"]),
            models.Index(fields=["site", "account"]),
        ]


class Code(models.Model):
    """A code sent to a known address; only its digest is kept.

    `decision` is the id of what the code opens: a decision, a flag or a comment.
    """

    decision = id_column()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Read by decision."""

        indexes: ClassVar = [models.Index(fields=["decision"])]


class Learned(models.Model):
    """One step of learning at a site, in order: a model can be made again from its steps."""

    site = name_column()
    digest = models.CharField(max_length=64)
    item = name_column(default="")
    spam = models.BooleanField()
    source = models.CharField(max_length=20)
    undone = models.BooleanField(default=False)
    features = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Read by what was learnt from."""

        indexes: ClassVar = [models.Index(fields=["site", "digest"])]


class Checked(models.Model):
    """A comment that another program asked about, for its later feedback."""

    guid = id_column(primary_key=True)
    site = name_column()
    digest = models.CharField(max_length=64)
    item = name_column()
    decision = models.CharField(max_length=32, null=True)
    blog = models.TextField()
    spam = models.BooleanField()
    callback = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        """Read by what was asked about, and by month."""

        indexes: ClassVar = [
            models.Index(fields=["site", "digest"]),
            models.Index(fields=["site", "at"]),
        ]


class Usage(models.Model):
    """How often a key was used in a month for a blog, by what came of it."""

    site = name_column()
    month = models.CharField(max_length=7)
    blog = models.TextField()
    kind = models.CharField(max_length=20)
    count = models.BigIntegerField(default=0)

    class Meta:
        """One count for each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "month", "blog", "kind"], name="usage_once")
        ]
