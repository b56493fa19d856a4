"""Microsoft Teams: where its conversations are reached, and which message is which answer."""

import sqlalchemy as sa
from alembic import op

revision = "catalog_0006"
down_revision = "catalog_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "teams_conversation",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("service_url", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("teams_conversation_heard", "teams_conversation", ["heard"])
    op.create_table(
        "teams_person",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("personal", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("service_url", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("teams_person_heard", "teams_person", ["heard"])
    op.create_table(
        "teams_answer",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False),
    )
    op.create_index("teams_answer_turn", "teams_answer", ["turn"])
    # What is next to be sent is looked for by the lane and the thread of each message that waits.
    op.create_index("outbox_thread", "outbox", ["platform", "thread", "state"])
    op.create_index("outbox_lane", "outbox", ["platform", "lane", "state"])
    # Each platform has followers of its own from now on; an alarm of before would never end.
    alarm = sa.table("alarm", sa.column("about"), sa.column("since"), sa.column("ended"))
    names = ("NewsFollower", "CardFollower", "CallFollower", "AlarmFollower", "DigestFollower")
    standing = alarm.c.about.in_([f"follower {name}" for name in names]) & alarm.c.ended.is_(None)
    op.execute(sa.update(alarm).where(standing).values(ended=alarm.c.since))
