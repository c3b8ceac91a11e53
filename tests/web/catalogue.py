"""Bring the catalogues of the pages up to date, or find them stale.

Run as a program, it writes every `.po` anew from the pages (what was
translated stays) and compiles it. Each room has a catalogue of its own, so
that rooms can be built side by side; `procedure` holds the terms of the law.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.term import terms

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.web.pattern import patterns  # found where this runs as a program, too

ROOT = Path(__file__).parents[2]
LOCALE, PAGES = ROOT / "web" / "locale", ROOT / "web" / "pages"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A date that is the same whenever a catalogue is compiled."""
SOURCE = "en"
"""The language in which sentences are written into the pages."""


@cache
def sentences() -> dict[str, list[str]]:
    """Every sentence to be translated, by catalogue."""
    found: dict[str, set[str]] = {"procedure": set(terms()), "law": patterns()}
    for page in sorted(PAGES.rglob("*.html")):
        room = page.parent.name if page.parent != PAGES else "layout"
        for _, message, _, _ in extract_from_file("jinja2.ext.babel_extract", page):
            found.setdefault(room, set()).add(message if isinstance(message, str) else message[0])
    return {room: sorted(messages) for room, messages in found.items() if messages}


def path_of(language: str, room: str) -> Path:
    """Where a catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{room}.po"


@cache
def held(language: str, room: str) -> Catalog:
    """A catalogue as it lies there before any is written; an empty one where there is none."""
    path = path_of(language, room)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, room: str, messages: list[str]) -> Catalog:
    """A catalogue with these sentences and no others."""
    old = held(language, room)
    new = Catalog(locale=language, project="escalade", fuzzy=False, charset="utf-8")
    for message in messages:
        known = old.get(message) or elsewhere(language, message)
        kept = known.string if known else ""
        flags = ("python-format",) if "%(" in message else ()
        new.add(message, message if language == SOURCE else kept, flags=flags)
    return new


def elsewhere(language: str, message: str) -> Message | None:
    """A sentence as another catalogue translates it: pages move, and take it along."""
    rooms = (held(language, path.stem) for path in sorted(path_of(language, "").parent.glob("*.po")))
    return next((known for room in rooms if (known := room.get(message))), None)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as text, without what differs each time."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, omit_header=True, sort_output=True)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + file.getvalue()


def compiled(po: bytes) -> bytes:
    """The same, as programs read it."""
    file = io.BytesIO()
    catalogue = read_po(io.BytesIO(po))
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> int:
    """Write and compile every catalogue; count what lacks a translation."""
    lacking = 0
    for language in LANGUAGES:
        for room, messages in sentences().items():
            catalogue = updated(language, room, messages)
            path = path_of(language, room)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))
            path.with_suffix(".mo").write_bytes(compiled(path.read_bytes()))
            untranslated = [message.id for message in catalogue if message.id and not message.string]
            lacking += len(untranslated)
            sys.stdout.writelines(f"{path.relative_to(ROOT)} lacks: {one}\n" for one in untranslated)
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main())
