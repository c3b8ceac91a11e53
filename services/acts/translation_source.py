"""What a translation is of, looked up in the record as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.services.acts.correction import own
from escalade.workflow.records.translation import sources_in, texts_of

if TYPE_CHECKING:
    from escalade.models.reader import Reader


def with_sources(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with the digests of what is translated, where none are given.

    A text in several languages is taken to be translated from its first.

    Raises:
        UnknownReferenceError: there is no such record.
    """
    if fields.get("sources") or not fields.get("records"):
        return fields
    held = texts_of(own(fields["records"][0], reader).motion)
    language, given = fields.get("language", ""), fields.get("texts", {})
    sources = {path: sources_in(held[path].texts, language) for path in given if path in held}
    return {**fields, "sources": {path: next(iter(found)) for path, found in sources.items() if found}}
