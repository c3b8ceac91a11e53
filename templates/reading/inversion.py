"""Our own sentences, read backwards.

A block becomes a way through the text: its words stand there as they are, what it prints is a gap,
a condition is a choice, a loop goes round. A gap may be empty and never runs over the end of a sentence;
what stands in quotation marks is a quotation, since the text is masked. Of all ways the one counts
that meets the most letters, so nothing is tried twice and no text takes long.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import jinja2.nodes as syntax

from escalade.templates.checks.document import plain
from escalade.templates.environment import make_environment
from escalade.templates.languages.pack import pack_of, read_file
from escalade.templates.languages.sentence import fold
from escalade.templates.reading.slots import Masked, as_pattern

FILES = ("agenda", "call", "circular", "common", "consultation", "decision", "hearing", "note", "notice", "report")
"""The files of sentences that each language has."""
CHOSEN = frozenset({"ending", "form", "counted"})
"""The filters that print one of the words that they are given; others may print them."""
MOST_SENTENCES = 5
"""How many sentences a block of ours writes at most."""
LEAST, SYMBOL_COUNTS = 4, 9
"""So many letters of a sentence are met at least; for so many a symbol counts."""
_QUOTE, _IDEOGRAPH = as_pattern("<Q>"), re.compile("[\u4e00-\u9fff]")
_OPENS, _CLOSES = re.compile(r"[“«《]\s?$"), re.compile(r"^\s?[”»》]")
_PROOF = re.compile(r"\s?\([^()]*\)(?=\s?[.;。]|$)")
"""The document that proves a sentence, which stands in brackets at its end."""
Reached = dict[int, int]
"""By where one stands in a text, the most letters met on the way; ~place: there, or anywhere on in its sentence."""


class Reading(NamedTuple):
    """A text with what every way through it needs to know."""

    text: str
    ends: tuple[int, ...]
    """Where its sentences end, in order."""

    def end_behind(self, place: int) -> int:
        """Where the sentence ends that stands behind a place."""
        at = bisect_right(self.ends, place)
        return self.ends[at] if at < len(self.ends) else place


class Words(NamedTuple):
    """Words that stand in a text as they are."""

    pattern: re.Pattern[str]
    letters: int

    def run(self, reached: Reached, reading: Reading) -> Reached:
        """Go on from wherever they stand; a blank before them is passed."""
        found: Reached = {}
        opened = sorted((~place for place in reached if place < 0), reverse=True)
        best, until = -1, -1
        for match in self.pattern.finditer(reading.text):
            start = match.start()
            while opened and opened[-1] <= start:
                place = opened.pop()
                end = reading.end_behind(place)
                best, until = max(best if end == until else -1, reached[~place]), end
            begun = max(
                best if start < until else -1,
                reached.get(start, -1),
                reached.get(start - 1, -1) if start and reading.text[start - 1] == " " else -1,
            )
            if begun >= 0:
                found[match.end()] = max(found.get(match.end(), 0), begun + self.letters)
        return found


class Gap(NamedTuple):
    """Something that a sentence prints."""

    def run(self, reached: Reached, reading: Reading) -> Reached:
        """Go on to anywhere before the sentence ends."""
        found = {place: letters for place, letters in reached.items() if place in reading.ends}
        for place, letters in reached.items():
            at = min(place, ~place)
            found[at] = max(found.get(at, -1), letters)
        return found


class Choice(NamedTuple):
    """One of several ways."""

    ways: tuple[Node, ...]

    def run(self, reached: Reached, reading: Reading) -> Reached:
        """Go on by each of them."""
        found: Reached = {}
        for way in self.ways:
            for place, letters in way.run(reached, reading).items():
                found[place] = max(found.get(place, -1), letters)
        return found


class Chain(NamedTuple):
    """Ways that follow one another."""

    parts: tuple[Node, ...]

    def run(self, reached: Reached, reading: Reading) -> Reached:
        """Go on by all of them, in order."""
        for part in self.parts:
            if not reached:
                return reached
            reached = part.run(reached, reading)
        return reached


class Round(NamedTuple):
    """A way that is gone once or several times."""

    part: Node

    def run(self, reached: Reached, reading: Reading) -> Reached:
        """Go round until nothing new is reached."""
        found: Reached = {}
        while reached:
            reached = {at: most for at, most in self.part.run(reached, reading).items() if most > found.get(at, -1)}
            found |= reached
        return found


Node = Words | Gap | Choice | Chain | Round


class Inverse(NamedTuple):
    """A sentence of ours, to be found in a text."""

    key: str
    way: Node
    needed: tuple[re.Pattern[str], ...]
    """The words that stand in it in any case, in order."""
    said: str
    """All of its words, whatever the case."""

    def ends(self, start: int, reading: Reading) -> Iterator[tuple[int, int]]:
        """Give where it may end, and how many letters were met."""
        if not self.may_stand_in(reading.text):
            return
        for place, letters in self.way.run({start: 0}, reading).items():
            if place in reading.ends:
                yield place, letters
            elif place < 0:
                yield reading.end_behind(~place), letters

    def may_stand_in(self, text: str) -> bool:
        """Whether the words stand in a text that it has in any case, in order."""
        at = 0
        for pattern in self.needed:
            match = pattern.search(text, at)
            if match is None:
                return False
            at = match.end()
        return True


class Found(NamedTuple):
    """A part of a text that a sentence of ours wrote."""

    keys: tuple[str, ...]
    """The sentence; several where as many letters of each were met."""
    start: int
    end: int
    letters: int


@cache
def inverses(language: str) -> tuple[Inverse, ...]:
    """Every sentence of a language, to be found in a text."""
    environment, parts = make_environment("inversion"), _parts()
    found = []
    for name in FILES:
        source = fold(read_file(f"{language}/{name}.jinja"), "" if language == "zh" else " ")
        for block in environment.parse(source).find_all(syntax.Block):
            if f"{name}.{block.name}" in parts:
                continue
            way = _chain(block.body, language)
            needed = tuple(part.pattern for part in way.parts if isinstance(part, Words))
            said = " ".join(node.data for node in block.find_all(syntax.TemplateData))
            found.append(Inverse(f"{name}.{block.name}", way, needed, plain(said)))
    return tuple(found)


@cache
def words_of(key: str, language: str) -> str:
    """All the words of a sentence of ours."""
    return next(one.said for one in inverses(language) if one.key == key)


@cache
def _parts() -> frozenset[str]:
    """The sentences that stand within others, and are not looked for."""
    return frozenset(tomllib.loads(read_file("reading/acts.toml"))["others"]["parts"])


def find_ours(masked: Masked, language: str) -> list[Found]:
    """Find the sentences of ours in a masked text."""
    bounds, proofs = _bounds(masked), [match.span() for match in _PROOF.finditer(masked.text)]
    readings = [_reading(masked.text, bounds, ())] + ([_reading(masked.text, bounds, proofs)] if proofs else [])
    found, at = list[Found](), 0
    likely = [[one for one in inverses(language) if one.may_stand_in(reading.text)] for reading, _, _ in readings]
    for start in bounds:
        every = [
            (letters, ends[end], one.key)
            for (reading, starts, ends), some in (zip(readings, likely, strict=True) if start >= at else ())
            for one, end, letters in _ways_from(starts[start], reading, some)
        ]
        most = max(every, default=(0, 0, ""), key=lambda one: one[0])
        if most[0] >= LEAST:
            keys = tuple(dict.fromkeys(key for letters, end, key in every if letters == most[0] and end == most[1]))
            found.append(Found(keys, start, most[1], most[0]))
            at = most[1]
    return found


def _ways_from(start: int, reading: Reading, some: Sequence[Inverse]) -> Iterator[tuple[Inverse, int, int]]:
    """Give the sentences of ours that may begin at a place."""
    first = bisect_right(reading.ends, start)
    ends = reading.ends[first : first + MOST_SENTENCES]
    if ends:
        piece = Reading(reading.text[start : ends[-1]], tuple(end - start for end in ends))
        for one in some:
            yield from ((one, start + end, letters) for end, letters in one.ends(0, piece))


def _reading(
    text: str, bounds: Mapping[int, int], without: Sequence[tuple[int, int]]
) -> tuple[Reading, Mapping[int, int], Mapping[int, int]]:
    """A text without some parts, and how its places answer to each other."""
    kept = list(text)
    for start, end in without:
        kept[start:end] = [""] * (end - start)
    place = [0, *accumulate(map(len, kept))]
    ends = {place[end]: end for end in bounds.values()}
    return Reading("".join(kept), tuple(sorted(ends))), {start: place[start] for start in bounds}, ends


def _bounds(masked: Masked) -> Mapping[int, int]:
    """Where each sentence of a text begins, and where it ends."""
    bounds, at = dict[int, int](), 0
    for sentence in masked.sentences():
        start = masked.text.index(sentence, at)
        at = start + len(sentence)
        bounds[start] = at
    return bounds


def _chain(nodes: Sequence[syntax.Node], language: str) -> Chain:
    """The way through some nodes of a template."""
    pieces = list(_pieces(nodes, language))
    for place in range(1, len(pieces) - 1):
        before, behind = pieces[place - 1], pieces[place + 1]
        if isinstance(before, str) and isinstance(behind, str) and _OPENS.search(before) and _CLOSES.match(behind):
            pieces[place - 1 : place + 2] = [_OPENS.sub(" ", before), _quotation(), _CLOSES.sub("", behind)]
    parts = [part for piece in pieces for part in (_words(piece, language) if isinstance(piece, str) else [piece])]
    return Chain(tuple(parts))


@cache
def _quotation() -> Words:
    return Words(re.compile(_QUOTE), 1)


def weigh(text: str) -> int:
    """How many letters a text has; an ideograph says as much as two."""
    return sum(map(str.isalpha, text)) + len(_IDEOGRAPH.findall(text))


def _words(text: str, language: str) -> list[Node]:
    """Words of a template, in plain letters; none where they are blank."""
    whole = plain(f"|{text}|")[1:-1]
    said = whole.strip()
    if not said:
        return []
    before = r"(?<!\w)" if language != "zh" and whole[0] == " " and said[0].isalpha() else ""
    after = r"(?!\w)" if language != "zh" and whole[-1] == " " and said[-1].isalpha() else ""
    pattern = before + r"\s?".join(map(re.escape, said.split())) + after
    return [Words(re.compile(pattern), weigh(said))]


def _pieces(nodes: Sequence[syntax.Node], language: str) -> Iterator[str | Node]:
    """What some nodes print: words, and ways through the text."""
    for node in nodes:
        match node:
            case syntax.Output(nodes=inner):
                yield from _pieces(inner, language)
            case syntax.TemplateData(data=text):
                yield text
            case syntax.Const(value=value):
                yield str(value)
            case syntax.CondExpr(expr1=first, expr2=second):
                yield Choice((_chain([first], language), _chain([second] if second else [], language)))
            case syntax.If(body=body, elif_=others, else_=last):
                ways = [body, *(one.body for one in others), last]
                yield Choice(tuple(_chain(way, language) for way in ways))
            case syntax.For(body=body):
                yield Round(_chain(body, language))
            case syntax.Filter():
                yield _filtered(node, language)
            case syntax.Assign() | syntax.AssignBlock():
                continue
            case _:
                yield _printed(node, language)


def _filtered(node: syntax.Filter, language: str) -> Node:
    """What a filter prints: one of its words, what they join, or what it was given."""
    every = (*node.args, *(pair.value for pair in node.kwargs))
    words = [_one_of(str(one.value), language) for one in every if isinstance(one, syntax.Const)]
    if node.name == "listed" and words:
        return Choice((Chain((Round(Chain((Gap(), words[0]))), Gap())), Gap()))
    if node.name in CHOSEN:
        return Choice(tuple(words))
    return Choice((*(Chain((one, Gap())) for one in words), _printed(node, language)))


def _printed(node: syntax.Node, language: str) -> Node:
    """What is printed: a noun of ours, the symbol of a document, or anything."""
    names, pack = list(_names(node)), pack_of(language)
    if names[:1] == ["noun"] and names[1] in pack.nouns:
        usual = pack.nouns[names[1]]
        forms = {usual.one, usual.many, usual.general, *usual.forms.values()} - {"", "{}"}
        return Choice((*(Chain((Gap(), _noun(form, language), Gap())) for form in sorted(forms)), Gap()))
    if names and names[0] in pack.words:
        return Choice((*(Chain(tuple(_words(f" {word} ", language))) for word in pack.words[names[0]].values()), Gap()))
    if names[:1] == ["symbol"]:
        return Choice((Words(re.compile(as_pattern("<Y>")), SYMBOL_COUNTS), Gap()))
    return Gap()


def _names(node: syntax.Node) -> Iterator[str]:
    """A name with its attributes, filters aside, such as noun, group, one."""
    match node:
        case syntax.Filter(node=inner) if inner is not None:
            yield from _names(inner)
        case syntax.Getattr(node=inner, attr=attr):
            yield from (*_names(inner), attr)
        case syntax.Name(name=name):
            yield name


def _noun(form: str, language: str) -> Words:
    """A noun in any of its cases."""
    words = plain(re.sub(r"[“«]\s?\{\}\s?[”»]", "\N{OBJECT REPLACEMENT CHARACTER}", form)).split()
    if language in {"ru", "ar"}:
        cut = {"ru": 2, "ar": 0}[language]
        patterns = [rf"{re.escape(word.removeprefix('ال')[: len(word) - cut])}\w*" for word in words]
        pattern = r" (?:\w+ )?".join(patterns) if language == "ru" else r" (?:ال)?".join(patterns)
    else:
        pattern = " ".join(map(re.escape, words))
    pattern = pattern.replace("\N{OBJECT REPLACEMENT CHARACTER}", _QUOTE)
    return Words(re.compile(pattern, re.IGNORECASE), weigh(form))


def _one_of(word: str, language: str) -> Chain:
    """One of the words that a filter prints; braces stand for a number."""
    first, braces, rest = word.partition("{}")
    return Chain((*_words(first, language), *([Gap()] if braces else []), *_words(rest, language)))
