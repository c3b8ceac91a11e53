"""Whether each text is in its paper's language, and stands there once."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from escalade.templates.checks.document import list_of
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.reading.lexicon import SCRIPTS, language_of, words
from escalade.templates.values.paper import SECRETARIAT
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

_SENTENCE = re.compile(r"(?<=[.;:?!。])\s+|(?<=。)|[“”«»《》]")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ'-]+")
FEWEST = 4
"""As many words of another language are a text, and no name."""
SHORTEST = 5
"""How many words a text has at least that is not the same twice by chance."""
SHORTEST_PARAGRAPH = 15
"""The same of numbered paragraphs, which may refer to one document twice."""
_CHINESE_WORD = 2
"""How many Chinese letters are counted as a word."""


def texts_are_in_their_language(case: Case) -> Iterator[CheckRemark]:
    """Every text is in the language of the paper, or marked as not translated."""
    for document in case:
        for passage in document.passages:
            is_told = passage.is_untranslated or any(fact.other for fact in passage.facts)
            if is_told or passage.key == SECRETARIAT:
                continue
            other = _find_foreign(passage.text, document.language)
            if other:
                language, text = other
                facts = {"language": language, "other": document.language, "text": _short(text)}
                what = Message("“{text}” is in “{language}”, and the paper in “{other}”.", **facts)
                yield CheckRemark.at(document, passage, what)


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def _find_foreign(text: str, own: str) -> tuple[str, str] | None:
    """Find the first sentence of a text in another language."""
    return next(_foreign(text, own), None)


def _foreign(text: str, own: str) -> Iterator[tuple[str, str]]:
    """The sentences of a text in another language, each with its language."""
    for sentence in _SENTENCE.split(_ADDRESS.sub(" ", text)):
        if own in SCRIPTS:
            yield from (("en", run) for run in _latin_runs(sentence, own))
        elif own:
            found = language_of(sentence) if len(_LATIN.findall(sentence)) >= FEWEST else own
            if found and found != own and _is_sure(sentence, found, own):
                yield found, sentence


def _latin_runs(sentence: str, own: str) -> Iterator[str]:
    """Find Latin words in a row, among them small ones that no name has."""
    pieces = re.split(rf"(?:{SCRIPTS[own].pattern})+", sentence)
    for piece in pieces:
        found = _LATIN.findall(piece)
        small = [word for word in found if word.islower() and len(word) > 1]
        if len(found) >= FEWEST and len(small) >= FEWEST - 1:
            yield piece.strip()


def _is_sure(sentence: str, found: str, own: str) -> bool:
    """Whether small words speak for another language, and none for the paper's."""
    known, latin = words()["function"], found not in SCRIPTS
    said = [word.lower() for word in _LATIN.findall(sentence)]
    theirs = sum(word in known[found] for word in said) if latin else FEWEST
    return theirs >= FEWEST - 1 and theirs > 3 * sum(word in known[own] for word in said)


def texts_are_translated_apart(case: Case) -> Iterator[CheckRemark]:
    """No text is the same in two languages."""
    seen: dict[str, tuple[Document, DocumentPassage]] = {}
    for document in case:
        for passage in document.passages:
            if passage.is_untranslated or any(fact.other for fact in passage.facts) or _length(passage.text) < SHORTEST:
                continue
            other, _ = seen.setdefault(passage.text, (document, passage))
            if other.language != document.language:
                facts = {"text": _short(passage.text), "other": other.name}
                yield CheckRemark.at(document, passage, Message("“{text}” stands in “{other}” as well.", **facts))


def texts_stand_once(case: Case) -> Iterator[CheckRemark]:
    """No text stands where another one is due."""
    for document in case:
        for group in _groups(document):
            seen: dict[str, DocumentPassage] = {}
            for passage in group:
                first = seen.setdefault(passage.text.casefold(), passage)
                shortest = SHORTEST_PARAGRAPH if _is_numbered(passage) else FEWEST - 1
                if first.place != passage.place and _length(passage.text) >= shortest:
                    facts = {"text": _short(passage.text), "place": first.place}
                    yield CheckRemark.at(document, passage, Message("“{text}” stands in {place} already.", **facts))


def _groups(document: Document) -> Iterator[Iterable[DocumentPassage]]:
    """The texts among which each is to stand once."""
    lists: dict[str, list[DocumentPassage]] = defaultdict(list)
    for passage in (*document.box_passages, *document.body):
        if listed := list_of(passage.place):
            lists[listed].append(passage)
    yield from lists.values()
    yield [one for one in document.body if _is_numbered(one)]
    yield [text.title for text in document.texts]
    yield from (text.questions for text in document.texts)


def _is_numbered(passage: DocumentPassage) -> bool:
    """Whether it is a numbered paragraph, and no entry of its list."""
    return str(passage.place).startswith("paragraph ") and not list_of(passage.place)


def _length(text: str) -> int:
    """How many words a text has."""
    chinese = len(SCRIPTS["zh"].findall(text))
    return len(re.findall(r"[^\W\d_]{2,}", SCRIPTS["zh"].sub(" ", text))) + chinese // _CHINESE_WORD


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
