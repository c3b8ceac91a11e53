"""The name of what is new: what it may be made of, and one that fits."""

from __future__ import annotations

import re
import unicodedata

from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.reference import MalformedReferenceError, kind_of

LONGEST = 60
"""How many characters the name of a topic has at most."""


class ShortNameError(RequestError):
    """Something that is new is given a name that it cannot have."""

    def __init__(self, kind: str, text: str) -> None:
        """Say what a name is made of, and offer one where one can be made of what was typed."""
        self.kind, self.text = kind, text
        self.offered = offer_name(text) if kind == "topic" else ""
        offer = Message("This one can be taken: {name}.", name=self.offered) if self.offered else ""
        super().__init__(Messages(_say_what_it_is_made_of(kind, text), offer))


def _say_what_it_is_made_of(kind: str, text: str) -> Message:
    """Say what the name of a topic, a round, or a meeting or session may be made of."""
    if kind == "topic":
        return Message(
            "“{text}” cannot be the short name of a topic. One begins with a small letter or a digit, and is made of "
            "at most 60 small letters, digits and hyphens, none with an accent.",
            text=text,
        )
    if kind == "round":
        return Message(
            "“{text}” cannot be the name of a round. One begins with a letter or a digit, and is made of at most 40 "
            "letters, digits, full stops, hyphens and underscores, none with an accent; none is named body, meeting "
            "or session.",
            text=text,
        )
    return Message(
        "“{text}” cannot be the number of a meeting or the name of a session. One begins with a letter or a digit, "
        "and is made of at most 80 letters, digits, spaces, full stops, commas, apostrophes, brackets and hyphens.",
        text=text,
    )


def offer_name(typed: str) -> str:
    """The short name made of what was typed; empty where nothing fits.

    >>> offer_name("Harbour Lights"), offer_name("Éclairage (2026)"), offer_name("灯")
    ('harbour-lights', 'eclairage-2026', '')
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(one))
    return re.sub("[^a-z0-9]+", "-", bare.lower()).strip("-")[:LONGEST].rstrip("-")


def refuse_misnamed(reference: str, typed: str) -> None:
    """Refuse what is to be written down under a name that it cannot have.

    Args:
        reference: how it would be called.
        typed: the name as it was typed.

    Raises:
        ShortNameError: it cannot be called so.
    """
    try:
        kind_of(reference)
    except MalformedReferenceError as error:
        head, slash, _ = reference.partition("/")
        kind = "round" if not slash else "meeting" if head in {"meeting", "session"} else "topic"
        raise ShortNameError(kind, typed) from error
