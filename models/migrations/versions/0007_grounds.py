"""Say provisional of what stands on a provisional decision, launched and closed too.

No column is added. What proves the decision, not the last move alone, stands in
those there are; whatever brings a register to the newest schema makes what is
derived anew from the records, and that is all there is to do.
"""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Change no table: the rows are derived anew behind it."""
