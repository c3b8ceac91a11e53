"""A finding of a check: where, and what is wrong there."""

from __future__ import annotations

import msgspec

UNREADABLE = (msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError, OverflowError)
"""What comes of reading records that were tampered with."""

NO_RECORD = "has bytes that are not those of a record"
STALE = "stands otherwise in the derived tables; run “escalade rebuild”"


class IntegrityFinding(msgspec.Struct, frozen=True):
    """Something that is not as it must be, and where."""

    where: str
    what: str
