"""Put what was put off to a session in the lot of that session, escalated or not.

No column is added. Whatever brings a register to the newest schema makes what
is derived anew from the records, the inbox among it.
"""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Change no table: the inbox is made anew behind it."""
