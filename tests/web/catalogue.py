"""Bring the catalogues of the pages up to date, or tell what they lack.

Run as a program, it writes every `.po` anew from the sources: what was
translated stays, what is new waits for its translation, what nobody says any
more goes. With `--due` it only lists what lacks a translation. Neither fails:
a release insists that nothing is due, nothing else does.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from escalade.web.i18n.language import LANGUAGES, SOURCE
from escalade.web.i18n.term import terms
from escalade.web.middleware.error_handlers import DEFECT, DEFECT_OF_ACT
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules import RULES
from escalade.workflow.rules.trial import describe_field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ROOT = Path(__file__).parents[2]
LOCALE, PAGES = ROOT / "web" / "locale", ROOT / "web" / "pages"
OTHERS = tuple(language for language in LANGUAGES if language != SOURCE)
"""The languages that sentences are translated into."""
ROOMS = ("workflow", "models", "templates", "services", "web")
"""The rooms whose messages may reach a page; those of commands cannot."""
PLACES = {
    "Message": 0, "RuleProblem": 0, "give": 1, "do": 3, "on_day": 2, "date_of": 1, "leave_out": 1, "ask": 2,
    "_reword": 1, "Remedy": "note",
    "__init__": 0,
}  # fmt: skip
"""The functions that take a template, and in which place, or under which name."""
PLACE = re.compile(r"%\(\w+\)[a-z]|{\w+}")
"""What stands for a fact in a sentence of a page, and in a message."""
BEHIND_CONTEXT = "\x04"
"""What stands between a context and its sentence, as gettext has it."""


@cache
def sentences() -> list[tuple[str, str | None]]:
    """Every sentence to be translated, with its context where it has one."""
    parts = (sentence.rpartition(BEHIND_CONTEXT) for sentence in {*terms(), *messages()})
    found = {(words, context or None) for context, _, words in parts}
    for page in (*PAGES.rglob("*.html"), *PAGES.rglob("*.txt")):
        found |= {(str(words), context) for _, words, _, context in extract_from_file("jinja2.ext.babel_extract", page)}
    return sorted(found, key=str)


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
    for step in PROCEDURE.steps.values():
        argument = MOTIONS[step.act].argument
        if f"given:{argument}" in step.rules:
            yield describe_field(step.act, argument)[1]


def extract_messages(
    file: BinaryIO, _keywords: Collection[str], *_: Any, **_options: Any
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
            place = 1 if name.endswith("Error") else PLACES.get(name)  # an error is given its code, and its sentence
            for text in texts_of(given.get(place), named):
                yield node.lineno, "Message", text, []
    for value in named.get("sentence", ()):  # what a class of error always says
        for text in texts_of(value, {}):
            yield value.lineno, "Message", text, []


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


def path_of(language: str) -> Path:
    """Where a catalogue lies."""
    return LOCALE / f"{language}.po"


def held(language: str) -> Catalog:
    """A catalogue as it lies there; an empty one where there is none."""
    if not path_of(language).exists():
        return Catalog(locale=language)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def translated(language: str) -> dict[str, str]:
    """What a language says, by sentence, each behind its context as gettext has it."""
    said = (one for one in held(language) if one.id and one.string)
    return {BEHIND_CONTEXT.join(filter(None, (one.context, str(one.id)))): str(one.string) for one in said}


def updated(language: str) -> Catalog:
    """A catalogue with the sentences of the sources and no others."""
    old, new = held(language), Catalog(locale=language, project="escalade", fuzzy=False, charset="utf-8")
    for words, context in sentences():
        known = old.get(words, context)
        new.add(words, known.string if known else "", context=context)
    return new


def due(language: str) -> list[str]:
    """What lacks a translation."""
    return [str(message.id) for message in updated(language) if message.id and not message.string]


@cache
def waiting(language: str) -> re.Pattern[str]:
    """Find in a page what lacks its translation, between the places of its facts."""
    parts = {" ".join(part.split()).strip("“” ") for one in due(language) for part in PLACE.split(one)}
    found = sorted(filter(re.compile(r"[^\W\d]").search, parts), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)) or "(?!)")


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


def main() -> None:
    """Write every catalogue, unless only asked; list what is due."""
    for language in OTHERS:
        if "--due" not in sys.argv:
            path_of(language).write_bytes(written(updated(language)))
        sys.stdout.writelines(f"{language} lacks: {one}\n" for one in due(language))


if __name__ == "__main__":
    main()
