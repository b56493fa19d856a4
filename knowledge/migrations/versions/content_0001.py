"""Original bytes and vectors by digest."""

import sqlalchemy as sa
from alembic import op

revision = "content_0001"
down_revision = None
branch_labels = ("content",)
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "original",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "model",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "vector",
        sa.Column("serial", sa.Integer, primary_key=True),
        sa.Column("model", sa.Integer, sa.ForeignKey("model.serial"), nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("model", "digest", name="vector_text"),
    )
