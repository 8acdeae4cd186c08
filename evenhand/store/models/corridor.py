"""Tables of an item's way: what the corridor keeps of items, decisions, measures, and the log."""

from typing import ClassVar

from django.db import models

from evenhand.store.models.columns import name_column


class Setting(models.Model):
    """What is true of the whole home: the log's origin, its key, the format."""

    key = models.CharField(max_length=40, primary_key=True)
    value = models.TextField()


class Site(models.Model):
    """One place that is screened for."""

    name = name_column(primary_key=True)
    url = models.TextField(default="")
    created_at = models.DateTimeField()
    terms = models.TextField(default="{}")


class Key(models.Model):
    """A secret that a program or a person shows; only its digest is kept."""

    site = name_column()
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    label = models.TextField(default="")
    scopes = models.TextField(default="[]")
    until = models.DateTimeField(null=True)


class PolicyVersion(models.Model):
    """One version of a pack, whole, so that any decision can be taken again."""

    digest = models.CharField(max_length=80, primary_key=True)
    pack = name_column()
    version = models.IntegerField()
    in_force_from = models.DateTimeField()
    source = models.TextField()
    log_index = models.BigIntegerField()


class SitePolicy(models.Model):
    """Which pack versions a site has published, and from when on they are in force there."""

    site = name_column()
    digest = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    from_at = models.DateTimeField(null=True)

    class Meta:
        """One publication of a version on a site."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "digest"], name="site_policy_once")
        ]


class Matter(models.Model):
    """The affair that items, links and cases belong to."""

    site = name_column()
    matter = name_column()
    title = models.TextField(default="")
    opened_at = models.DateTimeField()
    parties = models.TextField(default="[]")

    class Meta:
        """A matter's name is the site's own."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "matter"], name="matter_once")
        ]


class Account(models.Model):
    """An account of a site; roles null is unknown, an empty list is known to have none."""

    site = name_column()
    account = name_column()
    roles = models.TextField(null=True)

    class Meta:
        """An account's name is the site's own."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "account"], name="account_once")
        ]


class Fact(models.Model):
    """A typed value about an item or account, with who says so."""

    site = name_column()
    subject_type = models.CharField(max_length=10)
    subject = name_column()
    name = name_column()
    value = models.TextField()
    asserted_by = name_column()
    basis = models.TextField(default="")
    at = models.DateTimeField()
    contact = name_column(null=True)
    standing = models.CharField(max_length=10, default="claimed")
    dispute = models.TextField(default="")

    class Meta:
        """Read by subject."""

        indexes: ClassVar = [models.Index(fields=["site", "subject_type", "subject"])]


class Item(models.Model):
    """One revision of an item. Its words are kept only where a measure or a person needs them."""

    site = name_column()
    item = name_column()
    revision = models.IntegerField()
    kind = models.CharField(max_length=20)
    author = name_column(null=True)
    created_at = models.DateTimeField(null=True)
    language = name_column(null=True)
    url = models.TextField(null=True)
    matter = name_column(null=True)
    digest = models.CharField(max_length=64)
    content = models.TextField(null=True)
    received_at = models.DateTimeField()
    decision = models.CharField(max_length=32)

    class Meta:
        """An item is (site, id, revision)."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "item", "revision"], name="item_once")
        ]


class Evidence(models.Model):
    """What the policy saw for one decision, with the prior and the site's terms: replay's input."""

    decision = models.CharField(max_length=32, primary_key=True)
    decided_at = models.DateTimeField()
    evidence = models.TextField()
    prior = models.TextField()
    terms = models.TextField()
    readings = models.TextField()
    taken = models.TextField(null=True)
    keep_until = models.DateTimeField(null=True, db_index=True)


class Decision(models.Model):
    """What was decided; never updated. Allowed items have no number and no log entry."""

    id = models.CharField(max_length=32, primary_key=True)
    site = name_column()
    number = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=10)
    subject = models.TextField()
    revision = models.IntegerField()
    account = name_column(null=True)
    outcome = models.CharField(max_length=10)
    policy = models.TextField()
    findings = models.TextField()
    asks = models.TextField()
    decided_by = models.CharField(max_length=30)
    decided_at = models.DateTimeField(db_index=True)
    matter = name_column(null=True)
    contacts = models.TextField(default="[]")
    supersedes = models.CharField(max_length=32, null=True, db_index=True)
    log_index = models.BigIntegerField(null=True)
    people = models.TextField(default="[]")
    asked = models.BooleanField(null=True)
    reason = models.TextField(default="")
    one_person = models.BooleanField(default=False)
    facts = models.TextField(default="[]")
    fired = name_column(default="")
    sweep = models.CharField(max_length=32, null=True)

    class Meta:
        """Read by subject, and by which rules fired."""

        indexes: ClassVar = [
            models.Index(fields=["site", "subject_type", "subject"]),
            models.Index(fields=["site", "fired", "decided_at"]),
        ]


class Measure(models.Model):
    """A measure and its state; the log keeps each change of state."""

    id = models.CharField(max_length=40, primary_key=True)
    decision = models.CharField(max_length=32, db_index=True)
    site = name_column()
    name = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=10)
    subject = models.TextField()
    account = name_column(null=True)
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    no_end_because = models.TextField(null=True)
    state = models.CharField(max_length=12)
    rules = models.TextField()
    cure = models.TextField()
    decide_by = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Read by what is due, and by subject."""

        indexes: ClassVar = [
            models.Index(fields=["state", "until"]),
            models.Index(fields=["state", "decide_by"]),
            models.Index(fields=["site", "subject_type", "subject"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=False) | models.Q(no_end_because__isnull=False),
                name="measure_has_end_or_reason",
            )
        ]


class Strike(models.Model):
    """A mark on an account's record; it expires."""

    site = name_column()
    account = name_column()
    weight = models.IntegerField()
    from_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decision = models.CharField(max_length=32, db_index=True)
    item = name_column(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        """Read by account."""

        indexes: ClassVar = [models.Index(fields=["site", "account", "expires_at"])]


class Statement(models.Model):
    """A notice, as it was written."""

    statement = models.CharField(max_length=40, unique=True)
    decision = models.CharField(max_length=32, db_index=True)
    language = models.CharField(max_length=20)
    text = models.TextField()
    dsa = models.TextField()
    written_at = models.DateTimeField()
    refers_to = models.CharField(max_length=40, null=True)
    party = models.CharField(max_length=10, default="writer")
    flag = models.CharField(max_length=32, null=True, db_index=True)


class Case(models.Model):
    """Something a person has to decide."""

    id = models.CharField(max_length=32, primary_key=True)
    site = name_column()
    queue = models.CharField(max_length=40)
    urgency = models.IntegerField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reasons = models.TextField()
    state = models.CharField(max_length=12)
    held_by = name_column(null=True)
    held_until = models.DateTimeField(null=True)
    subject_type = models.CharField(max_length=10)
    subject = models.TextField()
    decision = models.CharField(max_length=32, null=True, db_index=True)
    matter = name_column(null=True)
    account = name_column(null=True)
    about = models.CharField(max_length=40, null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = name_column(null=True)

    class Meta:
        """Read by queue, the most urgent first, and by what they are about."""

        indexes: ClassVar = [
            models.Index(fields=["site", "state", "urgency", "due_at"]),
            models.Index(fields=["site", "subject_type", "subject"]),
        ]


class Journal(models.Model):
    """The log's truth: entry bytes in order. Tiles and checkpoint follow from it."""

    log_index = models.BigIntegerField(primary_key=True)
    entry = models.CharField(max_length=32, unique=True)
    site = name_column()
    type = models.CharField(max_length=20)
    number = models.BigIntegerField()
    leaf = models.BinaryField()

    class Meta:
        """Numbers are gap-free by site and type, hence never twice."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "type", "number"], name="entry_number_once")
        ]


class Disclosure(models.Model):
    """Salts and values that open an entry's commitments; erasable, unlike the entry."""

    log_index = models.BigIntegerField(primary_key=True)
    fields = models.TextField()


class Counter(models.Model):
    """The last number given, by site and type."""

    site = name_column()
    type = models.CharField(max_length=20)
    last = models.BigIntegerField()

    class Meta:
        """One counter for a site and type."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "type"], name="counter_once")
        ]


class Idempotency(models.Model):
    """A key that a caller sent, what came with it, and the decision it led to."""

    site = name_column()
    key = name_column()
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """A key stands for one request."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "key"], name="idempotency_once")
        ]


class Outbox(models.Model):
    """A measure on its way to the platform: queued until acknowledged."""

    measure = models.CharField(max_length=40)
    site = name_column()
    subject = models.TextField(default="")
    payload = models.TextField()
    state = models.CharField(max_length=14, default="queued")
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        """Read by what is to be sent."""

        indexes: ClassVar = [
            models.Index(fields=["state", "next_at"]),
            models.Index(fields=["site", "subject", "state"]),
        ]


class Tally(models.Model):
    """How many items came to which outcome on a day, for the heartbeat entries."""

    site = name_column()
    day = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    count = models.BigIntegerField()

    class Meta:
        """One count for a site, day and outcome."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "day", "outcome"], name="tally_once")
        ]


class Heartbeat(models.Model):
    """Days of a site that a heartbeat entry covers: one with items, or a run of silent ones."""

    site = name_column()
    from_day = models.CharField(max_length=10)
    to_day = models.CharField(max_length=10)
    log_index = models.BigIntegerField()

    class Meta:
        """A day is covered once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "from_day"], name="heartbeat_once")
        ]
