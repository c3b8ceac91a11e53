"""What every version of the schema has besides its tables, and its number."""

HEAD = "0006"
"""The newest version of the schema; a test holds it against the migrations."""

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every version of the schema that there was, oldest first."""
