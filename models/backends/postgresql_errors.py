"""What PostgreSQL says when something fails, and what is said for it."""

from __future__ import annotations

import re

import psycopg
from psycopg import errors

WRONG = "is a database, but not a register. Name the right database with --register."
LOST = "can no longer be reached: the connection was lost. Nothing of what was under way was recorded."
PROBLEMS: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: "is locked by another program. Wait until that program has finished, then try again.",
    errors.ReadOnlySqlTransaction: "is read-only. Name the server that is written to with --register.",
    errors.InsufficientPrivilege: "does not let this role do that. Its owner grants what docs/operating.md lists.",
    errors.DiskFull: "lies on a disk that is full. Nothing was recorded; make room, then try again.",
    errors.UndefinedTable: WRONG,
    errors.TooManyConnections: "is used by as many as its server lets in. Wait, then try again.",
    errors.TriggeredActionException: "did not keep the act as it was written, so nothing was recorded. Something in it "
    "stands in the way, such as a trigger: “escalade doctor” names it.",
    errors.DataCorrupted: "is damaged. Restore a backup, then run “escalade verify”.",
    errors.IndexCorrupted: "is damaged. Restore a backup, then run “escalade verify”.",
    errors.AdminShutdown: LOST,
    errors.CrashShutdown: LOST,
    errors.ConnectionException: LOST,
}
"""What PostgreSQL says, and what is said for it."""


def describe_error(error: Exception) -> str:
    """What an error of psycopg says, as a clause that follows the name."""
    found = next((sentence for kind, sentence in PROBLEMS.items() if isinstance(error, kind)), None)
    if found:
        return found
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if isinstance(error, psycopg.OperationalError) and not said:
        message = re.sub(r"\s+", " ", re.sub(r"\n\t.*", "", str(error))).strip()  # a tab begins a hint
        return f"cannot be reached: {message.rstrip('.')}."
    return f"cannot be used: {said or error}."
