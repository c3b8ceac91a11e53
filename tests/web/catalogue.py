"""Bring the catalogues of the pages up to date, or find them stale.

Run as a program, it writes every `.po` anew from the pages (what was
translated stays) and compiles it. Each room has a catalogue of its own, so
that rooms can be built side by side; `procedure` holds the terms of the law.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.term import terms
from escalade.web.middleware.error_handlers import DEFECT, DEFECT_OF_ACT
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES
from escalade.workflow.rules.trial.required import describe_field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ROOT = Path(__file__).parents[2]
LOCALE, PAGES = ROOT / "web" / "locale", ROOT / "web" / "pages"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A date that is the same whenever a catalogue is compiled."""
FLAGS = {"python-format": re.compile(r"%\("), "python-brace-format": re.compile(r"{\w+}")}
"""How what a sentence names is written in it."""
ROOMS = ("workflow", "models", "templates", "services", "web")
"""The rooms whose messages may reach a page; those of commands cannot."""
PLACES = {
    "Message": 0, "RuleProblem": 0, "give": 1, "do": 3, "on_day": 2, "date_of": 1, "leave_out": 1, "ask": 2,
    "_reword": 1, "Remedy": "note",
    "__init__": 0,
}  # fmt: skip
"""The functions that take a template, and in which place, or under which name."""
BEHIND_CONTEXT = "\x04"
"""What stands between a context and its sentence, as gettext has it."""
SOURCE = "en"
"""The language in which sentences are written into the pages."""


@cache
def sentences() -> dict[str, list[str]]:
    """Every sentence to be translated, by catalogue."""
    found: dict[str, set[str]] = {"procedure": set(terms()), "messages": messages()}
    for page in sorted((*PAGES.rglob("*.html"), *PAGES.rglob("*.txt"))):
        room = page.parent.name if page.parent != PAGES else "layout"
        for _, message, _, _ in extract_from_file("jinja2.ext.babel_extract", page):
            found.setdefault(room, set()).add(message if isinstance(message, str) else message[0])
    return {room: sorted(messages) for room, messages in found.items() if messages}


def messages() -> set[str]:
    """The templates of messages in the source, and the sentences of the rules."""
    found, marks = (
        {rule.sentence for rule in RULES.values()} | {DEFECT, DEFECT_OF_ACT, *arguments()},
        dict.fromkeys(PLACES),
    )
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        made = extract_from_file(extract_messages, path, keywords=marks)  # type: ignore[arg-type]  # Babel's own is wrong
        found |= {str(message) for _, message, _, _ in made}
    return found


def arguments() -> Iterator[str]:
    """What the arguments of acts are, as it is said where one is missing."""
    for step in table().values():
        argument = MOTIONS[step.act].argument
        if f"given:{argument}" in step.rules:
            yield describe_field(step.act, argument)[1]


def extract_messages(
    file: BinaryIO, keywords: Collection[str], *_: Any, **_options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Find the templates of a module, as Babel asks for them.

    Babel's own way with Python joins the two texts of a conditional expression.
    """
    tree = ast.parse(file.read())
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given: dict[Any, ast.expr] = dict(enumerate(node.args)) | {one.arg: one.value for one in node.keywords}
            for text in texts_of(given.get(PLACES[name]) if name in keywords else None, named):
                yield node.lineno, name, text, []


def texts_of(node: ast.expr | None, named: Mapping[str, Collection[ast.expr]]) -> Iterator[str]:
    """The sentences and clauses that an argument may be, by itself or by the name of a variable."""
    if isinstance(node, ast.IfExp):
        yield from (*texts_of(node.body, named), *texts_of(node.orelse, named))
    elif isinstance(node, ast.Name):
        for value in named.get(node.id, ()):
            if isinstance(value, (ast.Constant, ast.IfExp)):
                yield from texts_of(value, named)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value


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
        context, _, words = message.rpartition(BEHIND_CONTEXT)
        known = old.get(words, context or None) or elsewhere(language, words, context or None)
        kept = known.string if known else ""
        flags = tuple(flag for flag, mark in FLAGS.items() if mark.search(words))
        new.add(words, words if language == SOURCE else kept, flags=flags, context=context or None)
    return new


def elsewhere(language: str, message: str, context: str | None = None) -> Message | None:
    """A sentence as another catalogue translates it: pages move, and take it along."""
    rooms = (held(language, path.stem) for path in sorted(path_of(language, "").parent.glob("*.po")))
    return next((known for room in rooms if (known := room.get(message, context))), None)


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
