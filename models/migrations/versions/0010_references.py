"""Find references, officers and items of agendas among the words of records.

No column is added. Whatever brings a register to the newest schema makes what
is derived anew from the records, the index of words among it.
"""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Change no table: the index is made anew behind it."""
