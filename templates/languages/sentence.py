"""Sentences: blocks of a language's templates, filled with facts.

Strict and sandboxed; what rests on no record is refused where it is printed.
The result is plain text: a form escapes it as a whole. Legal texts of one kind
are named once in a list: Made-up Decisions 1 and 2. What stands before the
number of each is found in the language's table of citations; where it is not
there, each text is said in full.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, Undefined, UndefinedError, pass_context
from jinja2.filters import do_map
from jinja2.runtime import Context, new_context

from escalade.templates.environment import make_sandbox
from escalade.templates.languages.grammar import FILTERS, capitalise
from escalade.templates.languages.noun import NounForms
from escalade.templates.languages.pack import MissingTemplateError, read_file
from escalade.templates.languages.spoken import isolate
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError, facts_in, references_in
from escalade.workflow.values.errors import Message, PaperError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable

    Block = Callable[[Context], Iterator[str]]


_NOUN_FIRST = re.compile(r"(?P<noun>\D*[^\W\d])[ \u00a0](?P<rest>\d.*)", re.DOTALL)

_TAIL = re.compile(r"\d+(?:[ \u00a0]\([^()]*\))?(?P<tail>[ \u00a0]\D+)")
"""A number, with its version, and what stands behind it: 12 (Mod. 2015) of a Council."""


def gather_citations(tongue: Tongue, texts: Iterable[Printable], case: str = "") -> list[Printable]:
    """Put texts of one kind that follow each other behind one plural noun.

    Args:
        tongue: the language.
        texts: the citations, with the article or in the case that the sentence asks for.
        case: another case of the plural, where the table has one.
    """
    gathered: list[Printable] = []
    for noun, group in groupby(texts, lambda one: _split(one)[0]):
        together = list(group)
        plural = tongue.pack.citations.get(noun) if len(together) > 1 else None
        if plural is None:
            gathered += together
            continue
        numbers, tail = _without_tail([_split(one)[1] for one in together])
        listed = tongue.join_parts([one.reword(number) for one, number in zip(together, numbers, strict=True)])
        said = f"{plural.form(len(together), case).format(listed)}{tail}"
        gathered.append(SaidSentence("citations", said, facts_in(together)))
    return gathered


def _without_tail(numbers: list[str]) -> tuple[list[str], str]:
    """Take off what stands behind every number alike, such as the body that adopted the texts."""
    found = [_TAIL.fullmatch(number) for number in numbers]
    tails = {one["tail"] if one else "" for one in found}
    tail = tails.pop() if len(tails) == 1 else ""
    return [number.removesuffix(tail) for number in numbers], tail


def _split(text: Printable) -> tuple[str, str]:
    """What a citation names its kind by, and all else of it; no kind where it is not translated."""
    if isinstance(text, TracedFact) and text.other:
        return "", text.text
    found = _NOUN_FIRST.fullmatch(text.text)
    return (found["noun"], found["rest"]) if found else ("", text.text)


def call_document(words: Mapping[str, str], symbol: Printable, case: str = "") -> Printable:
    """A document by its symbol, behind what it is called: document C17/51.

    Args:
        words: what a document is called in the language, also in the *case*.
        symbol: its symbol; what its body calls it may come with it.
        case: in which the sentence wants it, where the language has cases.
    """
    own = symbol.called if isinstance(symbol, TracedFact) else ""
    given = (symbol.cases or {}).get(case, "") if case else own
    pattern = given if own and given else words[case or "one"]
    gap = words["one"].replace("{}", "")[-1:] if words["one"].endswith("{}") else ""
    text = pattern.replace("{}", symbol.text) if "{}" in pattern else f"{pattern}{gap}{symbol.text}"
    if not own and isinstance(symbol, TracedFact):
        return replace(symbol, text=text, gender="", article=None, cases=None)
    return symbol.reword(text)


_PRINTED, _NOUN = "_printed", "noun"
_SPACE = re.compile(r"[ \t\n]+")
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_BREAK_AT_TAG = re.compile(rf"(?<=%\}}){_BREAK.pattern}|{_BREAK.pattern}(?=\{{%)")
_LINE = "\u2028"
"""Stands for a line break of a text while the sentence's own are smoothed."""


def fold(source: str, space: str) -> str:
    """Sentences that are broken over lines, put together again.

    A line break beside a tag of a block is nothing, any other a space; between Chinese characters it is nothing.
    """
    return _BREAK.sub(space, _BREAK_AT_TAG.sub("", source))


class MissingFactError(PaperError):
    """A sentence asks for a fact that it was not given."""

    def __init__(self, key: str, problem: str) -> None:
        self.key = key
        super().__init__(
            Message("The sentence “{sentence}” cannot be written: {problem}.", sentence=key, problem=problem)
        )


@pass_context
def prove(context: Context, value: Any) -> str:
    """Let facts, words and numbers pass, and nothing else.

    Raises:
        UnprovenError: the value rests on no record.
    """
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, TracedFact | SaidSentence):
        context[_PRINTED].append(value)
        return value.text.replace("\n", _LINE)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnprovenError(value, f"{context.name}")


@pass_context
def prove_right_to_left(context: Context, value: Any) -> str:
    """The same among words that run right to left."""
    return isolate(prove(context, value))


class Sentences:
    """The sentences of one language."""

    def __init__(self, tongue: Tongue) -> None:
        self.language, self._nouns = tongue.language, tongue.nouns
        self._blocks: dict[str, Block] = {}
        self._plain: dict[str, SaidSentence] = {}
        filters = {
            "listed": tongue.join_parts,
            "on": lambda one: tongue.on(one) if isinstance(one, TracedFact) else one,  # several days are said already
            "ranged": tongue.format_span,
            "until": tongue.until,
            "bare": lambda one: one.reword(one.text.rstrip(".。")),
            "cap": lambda one: one.reword(capitalise(one.text)),
            "length": len,
            "map": do_map,
            "called": partial(call_document, tongue.pack.words["document"]),
            "gathered": partial(gather_citations, tongue),
            **FILTERS.get(self.language, {}),
        }
        self.environment = make_sandbox(
            f"sentences-{self.language}",
            (TracedFact, SaidSentence, NounForms),
            filters,
            loader=FunctionLoader(self._source),
            finalize=prove if tongue.pack.direction == "ltr" else prove_right_to_left,
            autoescape=False,
        )

    def say(self, key: str, given: Mapping[str, object]) -> SaidSentence:
        """The sentence of a key, with the facts that it printed.

        What is given as *proof* is no text: the sentence rests on it.

        Raises:
            MissingFactError: the sentence asks for more than was given.
        """
        if not given and key in self._plain:
            return self._plain[key]
        printed: list[Printable] = []
        known = {_NOUN: self._nouns, **given, _PRINTED: printed}
        context = new_context(self.environment, key, {}, known, shared=True)
        try:
            text = "".join(self._block(key)(context))
        except UndefinedError as problem:
            raise MissingFactError(key, str(problem)) from problem
        tidy = _SPACE.sub(" ", text).strip(" ").replace(_LINE, "\n")
        proof = given.get("proof")
        facts = facts_in((*printed, proof) if isinstance(proof, TracedFact) else printed)
        said = SaidSentence(key, tidy, facts, refers=references_in(printed))
        return said if given else self._plain.setdefault(key, said)

    def _block(self, key: str) -> Block:
        """Find the block that writes the sentence of a key.

        Raises:
            MissingTemplateError: the language has no such sentence.
        """
        if key not in self._blocks:
            paper, _, name = key.partition(".")
            blocks = self.environment.get_template(f"{paper}.jinja").blocks
            if name not in blocks:
                raise MissingTemplateError(self.language, f"{paper}.jinja", name)
            self._blocks[key] = blocks[name]
        return self._blocks[key]

    def _source(self, name: str) -> str:
        return fold(read_file(f"{self.language}/{name}"), "" if self.language == "zh" else " ")

    def keys(self, paper: str) -> tuple[str, ...]:
        """The keys of all sentences of a paper."""
        return tuple(f"{paper}.{name}" for name in sorted(self.environment.get_template(f"{paper}.jinja").blocks))
