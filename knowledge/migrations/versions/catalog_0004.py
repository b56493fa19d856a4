"""Chat platforms: what comes in and goes out, cards, alarms, and the switch."""

import sqlalchemy as sa
from alembic import op

revision = "catalog_0004"
down_revision = "catalog_0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and to tickets whose they are and what is promised."""
    _conversations()
    _delivery()
    _office()


def _conversations() -> None:
    _add("conversation", sa.Column("address", sa.JSON, nullable=False, server_default="{}"))
    _add("turn", sa.Column("asker", sa.Text, nullable=False, server_default=""))
    _add("message", sa.Column("author", sa.Text, nullable=False, server_default=""))
    for column in ("assignee_name", "asker_name"):
        _add("ticket", sa.Column(column, sa.Text, nullable=False, server_default=""))
    _add("ticket", sa.Column("due", _MOMENT))
    _add("ticket", sa.Column("request", sa.Text))
    op.create_index("ticket_request", "ticket", ["request"], unique=True)
    _add("ticket_event", sa.Column("person", sa.Text, nullable=False, server_default=""))
    _add("ticket_event", sa.Column("request", sa.Text))
    op.create_index("ticket_event_request", "ticket_event", ["request"], unique=True)


def _delivery() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("body", sa.JSON),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("received", _MOMENT, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("finished", _MOMENT),
        sa.Column("fault", sa.Text, nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_event", "inbox", ["platform", "event"], unique=True)
    op.create_index("inbox_state", "inbox", ["state", "lane", "id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("body", sa.JSON),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("finished", _MOMENT),
        sa.Column("ref", sa.Text, nullable=False, server_default=""),
        sa.Column("fault", sa.Text, nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_key", "outbox", ["platform", "key"], unique=True)
    op.create_index("outbox_state", "outbox", ["state", "thread", "id"])
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
        sqlite_autoincrement=True,
    )


def _office() -> None:
    op.create_table(
        "card",
        sa.Column("ticket", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("ref", sa.Text, nullable=False, server_default=""),
        sa.Column("shown", sa.Integer, nullable=False),
    )
    op.create_index("card_ref", "card", ["platform", "ref"])
    op.create_table(
        "switch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("off", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column)
