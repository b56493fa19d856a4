"""The web console: who may sign in, who has, what they changed, and work that takes its time."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# A local account has the issuer "" and its name for signing in as subject; `password` is its
# hash, "" where it has none yet. `roles` and `groups` are what an administrator gave,
# `claimed_roles` and `claimed_groups` what the provider said at the last sign-in. `changed` counts
# the changes, so that of two administrators the second is told of the first.
account = Table(
    "account",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("issuer", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False, default=""),
    Column("password", Text, nullable=False, default=""),
    Column("roles", JSON, nullable=False, default=[]),
    Column("claimed_roles", JSON, nullable=False, default=[]),
    Column("groups", JSON, nullable=False, default=[]),
    Column("claimed_groups", JSON, nullable=False, default=[]),
    Column("audience", Text, nullable=False, default=""),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("changed", Integer, nullable=False, default=0),
    Column("created", Moment, nullable=False),
    Column("seen", Moment),
    UniqueConstraint("issuer", "subject", name="account_subject"),
    sqlite_autoincrement=True,
)

# `id` is the digest of what the cookie holds. Somebody who hasn't signed in has no account and
# the name `guest`. `said` is shown once on the next page; `remembered` is what a sign-in at a
# provider comes back to.
web_session = Table(
    "web_session",
    catalog,
    Column("id", Text, primary_key=True),
    Column("account", Integer, ForeignKey("account.id")),
    Column("guest", Text, nullable=False, default=""),
    Column("said", Text, nullable=False, default=""),
    Column("remembered", JSON, nullable=False, default={}),
    Column("created", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Index("web_session_account", "account"),
    Index("web_session_seen", "seen"),
)

# A sign-in that failed; `key` is what is limited: a name, or an address.
sign_in_attempt = Table(
    "sign_in_attempt",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("sign_in_attempt_key", "key", "at"),
)

# What lets somebody in once, to choose a password: the first administrator, or an account's owner.
# `digest` is that of what the address holds.
one_time_link = Table(
    "one_time_link",
    catalog,
    Column("digest", Text, primary_key=True),
    Column("account", Integer, ForeignKey("account.id")),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
)

# Who pressed what in the console, and what came of it; append-only.
audit = Table(
    "audit",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("detail", JSON, nullable=False, default={}),
    Index("audit_person", "person", "id"),
    Index("audit_what", "what", "id"),
    sqlite_autoincrement=True,
)

# Work that takes longer than a page may: `about` is what it works on, `key` its digest; `phase`,
# `done` and `total` tell how far it is, `fault` why it failed.
job = Table(
    "job",
    catalog,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("about", JSON, nullable=False),
    Column("key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("person", Text, nullable=False, default=""),
    Column("who", Text, nullable=False, default=""),
    Column("created", Moment, nullable=False),
    Column("ended", Moment),
    Column("phase", Text, nullable=False, default=""),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("result", JSON(none_as_null=True)),
    Column("fault", Text, nullable=False, default=""),
    Index("job_key", "kind", "key", "id"),
    Index("job_state", "state", "id"),
    sqlite_autoincrement=True,
)

# What turns are looked for by, and their words in small letters: turns themselves are too wide.
turn_words = Table(
    "turn_words",
    catalog,
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("platform", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("band", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("turn_words_at", "at", "reason", "kind"),
)

# What a turn's question means to an embedding model (its digest), so that questions can be put
# together by meaning; in half precision.
turn_vector = Table(
    "turn_vector",
    catalog,
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
