"""A form that is sent twice: what it recorded first is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.services.acts.bind import make_motion
from escalade.workflow.values.errors import RefusalError, RequestError

if TYPE_CHECKING:
    from escalade.services.acts.bind import ActInput
    from escalade.web.auth.scoped_reader import Sight
    from escalade.workflow.records.record import Record

OF_EACH = frozenset({"of", "at", "salts", "procedure", "identity", "sequence", "records"})
"""The fields in which the record of a motion may differ from the motion."""


def find_repeat(given: ActInput, sight: Sight) -> Record | None:
    """The record of the same act, made since the form was opened.

    A second press and the Back key send a form again: whoever does is shown
    what was recorded, and nothing is recorded twice.
    """
    if not given.seen:
        return None
    try:
        motion = make_motion(given.act, given.words, given.fields, sight.register)
        since = list(sight.register.since(*given.seen))
    except (RequestError, RefusalError):
        return None
    usual = OF_EACH if motion.audience else OF_EACH | {"audience"}
    names = [name for name in motion.__struct_fields__ if name not in usual]
    for record in since:
        theirs = record.motion
        same = record.act == given.act and record.officer == sight.officer and type(theirs) is type(motion)
        if same and all(getattr(theirs, name) == getattr(motion, name) for name in names):
            return record
    return None
