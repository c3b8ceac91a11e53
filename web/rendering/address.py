"""Where things are found: references as addresses, and back."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of, record_parts

FOLDERS = {"topic": "topics", "round": "rounds", "meeting": "meetings", "session": "sessions"}


def address(reference: str) -> str:
    """The path of a subject or a record.

    >>> address("2017/ott"), address("meeting/9"), address("2017/ott#7")
    ('/topics/2017/ott', '/meetings/9', '/topics/2017/ott/records/7')
    """
    if "#" in reference:
        subject, ordinal = record_parts(reference)
        return f"{_address_of_subject(subject)}/records/{ordinal}"
    return _address_of_subject(reference)


@lru_cache(maxsize=1024)
def _address_of_subject(reference: str) -> str:
    """The path of a subject; a page asks for the same one many times."""
    kind = kind_of(reference)
    if kind == "body":
        return "/body"
    name = reference.partition("/")[2] if kind in {"meeting", "session"} else reference
    return f"/{FOLDERS[kind]}/{quote(name)}"


def act_address(reference: str, act: str) -> str:
    """The path of the page on which an act is done to a subject."""
    return f"{address(reference)}/acts/{act.replace(' ', '-')}"


def reference_at(place: str) -> str:
    """The reference of what is found at a path.

    >>> reference_at("topics/2017/ott"), reference_at("sessions/Council 2017")
    ('2017/ott', 'session/Council 2017')
    """
    folder, _, name = place.strip("/").partition("/")
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    if folder == "body" and not name:
        return "body"
    if folder not in kinds:
        raise UnknownReferenceError(place, kind="page")
    reference = f"{kinds[folder]}/{name}" if kinds[folder] in {"meeting", "session"} else name
    if kind_of(reference) != kinds[folder]:
        raise UnknownReferenceError(name, kind=kinds[folder])
    return reference
