"""What a turn was asked of and by whom, and which of the office's replies were told."""

import sqlalchemy as sa
from alembic import op

revision = "catalog_0002"
down_revision = "catalog_0001"
branch_labels = None
depends_on = None

# The columns of turns and messages that were there before stay as they are: what was said is a
# record. Replies counted as told once the asker had written again.
_TOLD = """
UPDATE message SET told = at
WHERE role = 'office' AND EXISTS (
    SELECT 1 FROM message AS later
    WHERE later.conversation = message.conversation
      AND later.role = 'user' AND later.id > message.id
)
"""


def upgrade() -> None:
    """Add the columns."""
    for name in ("stand_alone", "audience"):
        op.add_column("turn", sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name in ("groups", "history"):
        op.add_column("turn", sa.Column(name, sa.JSON, nullable=False, server_default="[]"))
    op.add_column("message", sa.Column("subject", sa.Text))
    op.add_column("message", sa.Column("told", sa.DateTime(timezone=True)))
    op.execute(_TOLD)
