"""Marks of what is not for everybody, and pages that show it."""

from __future__ import annotations

import re

from escalade.workflow.records.audience import READERS, strictest

MARKS = re.compile(r'<span class="audience (members|office)">')

OFFICES = ("/secretariat", "/chair", "/council", "/inbox")
"""How the addresses of pages begin that are for officers."""
_PLACE = re.compile(
    r"/(?:body|rounds/[^/]+|topics/[^/]+/[^/]+|meetings/[^/]+|sessions/[^/]+)(?:/records/[0-9]+)?(?=/|$)"
)
_OF_COUNCIL = re.compile(r"/council/[^/]+/([^/]+)$")


def public_path(path: str) -> str:
    """Where the public sees what a page for officers is about.

    >>> public_path("/secretariat/topics/2017/ott"), public_path("/inbox"), public_path("/topics/2017/ott")
    ('/topics/2017/ott', '/', '/topics/2017/ott')
    """
    if not path.startswith(OFFICES) and "/acts" not in path:
        return path
    found, of_council = _PLACE.search(path), _OF_COUNCIL.match(path)
    if found:
        return found[0]
    return f"/rounds/{of_council[1]}" if of_council else "/"


def audience_in(page: str) -> str:
    """For whom the strictest thing is that a page shows.

    >>> audience_in('<span class="audience members">members only</span>'), audience_in("")
    ('members', 'public')
    """
    return strictest(MARKS.findall(page)) if "audience" in page else READERS[0]
