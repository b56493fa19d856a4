"""The web console: accounts, sessions, one-time links, the audit log, jobs, searchable turns."""

import sqlalchemy as sa
from alembic import op

revision = "catalog_0007"
down_revision = "catalog_0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables and indexes, and make the turns on record searchable."""
    _accounts()
    _signing_in()
    _audit()
    _jobs()
    _searching()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("issuer"),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        _text("email"),
        _text("password"),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("claimed_roles", sa.JSON, nullable=False),
        sa.Column("groups", sa.JSON, nullable=False),
        sa.Column("claimed_groups", sa.JSON, nullable=False),
        _text("audience"),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("changed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT),
        sa.UniqueConstraint("issuer", "subject", name="account_subject"),
        sqlite_autoincrement=True,
    )


def _signing_in() -> None:
    op.create_table(
        "web_session",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id")),
        _text("guest"),
        _text("said"),
        sa.Column("remembered", sa.JSON, nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
    )
    op.create_index("web_session_account", "web_session", ["account"])
    op.create_index("web_session_seen", "web_session", ["seen"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_index("sign_in_attempt_key", "sign_in_attempt", ["key", "at"])
    op.create_table(
        "one_time_link",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id")),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("used", _MOMENT),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_person", "audit", ["person", "id"])
    op.create_index("audit_what", "audit", ["what", "id"])


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _text("person"),
        _text("who"),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
        _text("phase"),
        sa.Column("done", sa.Integer, nullable=False, server_default="0"),
        sa.Column("total", sa.Integer, nullable=False, server_default="0"),
        sa.Column("result", sa.JSON),
        _text("fault"),
        sqlite_autoincrement=True,
    )
    op.create_index("job_key", "job", ["kind", "key", "id"])
    op.create_index("job_state", "job", ["state", "id"])


def _searching() -> None:
    op.create_table(
        "turn_words",
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("platform", "asker", "kind", "reason", "band", "words")
        ),
    )
    op.execute(
        "INSERT INTO turn_words (turn, at, platform, asker, kind, reason, band, words)"
        " SELECT turn.id, turn.at, coalesce(conversation.platform, ''), turn.asker, turn.kind,"
        " turn.reason, turn.band, lower(turn.question || ' ' || turn.stand_alone)"
        " FROM turn LEFT JOIN conversation ON conversation.id = turn.conversation"
    )
    op.create_index("turn_words_at", "turn_words", ["at", "reason", "kind"])
    op.create_table(
        "turn_vector",
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_index("feedback_helpful", "feedback", ["helpful", "turn"])
    op.create_index("conversation_asker", "conversation", ["asker", "updated"])
    op.create_index("ticket_conversation", "ticket", ["conversation", "id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")
