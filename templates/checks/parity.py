"""Whether the versions of one paper say the same; and box and body."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.reading.block import any_of, pattern
from escalade.templates.checks.references import annexes_in
from escalade.templates.checks.said import count_negations, counted_in
from escalade.templates.languages.pack import pack_of, read_file
from escalade.workflow.values.errors import Message, Series, Word
from escalade.workflow.values.symbols import bare_symbol

Shown = Mapping[tuple[str, str], str]
"""The facts of a text by kind and key, and how it writes each."""
Passages = Mapping[str, list[DocumentPassage]]
"""The passages of a document by place, where a file may have several."""

LONGEST_REMARK = 250
OWN_REMARKS = frozenset({"common.untranslated_texts"})
"""What each language says of itself alone."""
_PARTED = re.compile("[/:]")
"""What one language writes between two figures, and another does not."""


def passages_by_place(document: Document) -> Passages:
    """The passages by place, but for what a language says of itself alone."""
    found: dict[str, list[DocumentPassage]] = defaultdict(list)
    for passage in document.passages:
        if not is_own_remark(passage):
            found[passage.place].append(passage)
    return found


def is_own_remark(passage: DocumentPassage) -> bool:
    """Whether it says what a language says of itself alone.

    That is that a text is not translated, or unofficially.
    """
    if passage.key in OWN_REMARKS:
        return True
    return len(passage.text) < LONGEST_REMARK and _is_called_unofficial(passage.text)


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def _is_called_unofficial(text: str) -> bool:
    return re.search(any_of("titles", "unofficial"), text) is not None


def counts_agree(case: Case) -> Iterator[CheckRemark]:
    """Paragraphs, views, questions and annexes are as many in every language."""
    above = {passage.place for document in case.alone for passage in (*document.draft, *document.masthead)}
    for place, versions in _by_place(case):
        values = {name: len(passages) for name, passages in versions.items()}
        for name, other in odd_ones(values) if place not in above else ():
            facts = {"here": values[name], "there": values[other], "other": other}
            what = Message("There are {here} passages here, and {there} in “{other}”.", **facts)
            yield CheckRemark(case.documents[name], place, what)


def _by_place(case: Case) -> Iterator[tuple[str, Mapping[str, list[DocumentPassage]]]]:
    """Each place of versions that are held against each other, with what each has there."""
    places = {document.name: passages_by_place(document) for document in case.alone}
    for place in dict.fromkeys(place for one in places.values() for place in one):
        yield place, {name: one.get(place, []) for name, one in places.items()}


def facts_are_the_same(case: Case) -> Iterator[CheckRemark]:
    """Dates, numbers, symbols and texts cited are the same in every language."""
    for place, versions in _by_place(case):
        texts = {name: [one.text for one in passages] for name, passages in versions.items() if passages}
        shown = _shown_in(texts, is_masthead=place == Word("masthead"))
        for name, other in odd_ones({name: frozenset(one) for name, one in shown.items()}):
            what = _said(shown[name], shown[other], other)
            yield CheckRemark.at(case.documents[name], versions[name][0], what)


def compare_facts(here: Iterable[str], there: Iterable[str], other: str) -> str:
    """Say what dates, figures, symbols and citations another text lacks."""
    mine, its = _shown_in({"here": here, "there": there}).values()
    return "" if mine.keys() == its.keys() else _said(mine, its, other)


def _shown_in(versions: Mapping[str, Iterable[str]], *, is_masthead: bool = False) -> dict[str, Shown]:
    """What the texts of each version say alike in every language; one may write in words what is 20th in another."""
    texts = {name: tuple(map(plain, some)) for name, some in versions.items()}
    ordinals = ordinals_in_figures(" ".join(text for some in texts.values() for text in some))
    return {
        name: {key: shown for text in some for key, shown in _facts_in(text, ordinals, is_masthead=is_masthead)}
        for name, some in texts.items()
    }


def _facts_in(text: str, ordinals: frozenset[str], *, is_masthead: bool) -> Iterator[tuple[tuple[str, str], str]]:
    """Days, symbols, citations, annexes and figures; those of one digit may be words in one language.

    In a masthead, some languages write the mark of a symbol in words.
    """
    for one in counted_in(text):
        if one.kind == "figure":
            yield from ((("figure", part), part) for part in _PARTED.split(one.key) if len(part) > 1)
        else:
            yield (one.kind, (bare_symbol(one.key) if is_masthead else None) or one.key), one.shown
    yield from ((("figure", figure), figure) for figure in sorted(ordinals_in_words(text, ordinals)))
    yield from ((("annex", one.number), f"“{one.words}”") for one in annexes_in(text, of_any=True))


def _said(here: Shown, there: Shown, other: str) -> str:
    """Say what one version has that the other lacks, and the reverse."""
    only_here = Series(text for key, text in here.items() if key not in there)
    only_there = Series(text for key, text in there.items() if key not in here)
    facts = {"here": only_here, "there": only_there, "other": other}
    if only_here and only_there:
        return Message("It says {here} where “{other}” says {there}.", **facts)
    return (
        Message("It says {here}, which “{other}” does not.", **facts)
        if only_here
        else Message("It lacks {there}, which “{other}” has.", **facts)
    )


def odd_ones(values: Mapping[str, Hashable]) -> Iterator[tuple[str, str]]:
    """Versions that differ from most or the first, and one that does not."""
    counted = Counter(values.values())
    usual = max(counted, key=lambda value: counted[value], default=None)
    other = next((name for name, value in values.items() if value == usual), "")
    yield from ((name, other) for name, value in values.items() if value != usual)


_SENTENCE = re.compile(r"[.;:!?\u3002](?!\w)|(?<=[\u4e00-\u9fff])[;:]")


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def is_reached(text: str) -> bool | None:
    """Whether something was agreed or decided; None where nothing is said."""
    said = [one for one in _SENTENCE.split(plain(text)) if pattern("outcome", "reached").search(one)]
    return not any(map(count_negations, said)) if said else None


def outcomes_are_alike(case: Case) -> Iterator[CheckRemark]:
    """What was agreed or decided was so in every language, or in none."""
    told = {one.place for each in case.alone for one in (*each.box_passages, *each.body, *each.annex_passages)}
    for place, versions in _by_place(case):
        only = {name: passages[0] for name, passages in versions.items() if len(passages) == 1 and place in told}
        reached = {name: said for name, one in only.items() if (said := is_reached(one.text)) is not None}
        for name, other in odd_ones(reached):
            yield CheckRemark.at(case.documents[name], only[name], OUTCOMES[reached[name]](other))


def outcomes_are_kept(case: Case) -> Iterator[CheckRemark]:
    """What the box says was agreed, or was not, the body does not deny."""
    for document in case:
        body = [one for one in map(_consensus, document.body) if one is not None]
        for passage in document.box_passages if body else ():
            said = _consensus(passage)
            if said is not None and said not in body:
                yield CheckRemark.at(document, passage, KEPT[said])


def _consensus(passage: DocumentPassage) -> bool | None:
    """Whether consensus was reached; None where nothing is said of it."""
    return is_reached(passage.text) if _CONSENSUS.search(plain(passage.text)) else None


_CONSENSUS = re.compile("consens|консенсус|一致|共识|توافق", re.IGNORECASE)
KEPT = {
    True: Message("It says that there was consensus, and the body says that there was none."),
    False: Message("It says that there was no consensus, and the body does not say so."),
}
OUTCOMES: Mapping[bool, Callable[[str], Message]] = {
    True: lambda other: Message(
        "It says that something was agreed, decided or set up, and “{other}” says that it was not.", other=other
    ),
    False: lambda other: Message(
        "It says that something was not agreed, decided or set up, and “{other}” says that it was.", other=other
    ),
}
"""What is said of a version in which something was reached, or not, where another one differs."""


_IN_FIGURES = re.compile(
    r"(?<![\w.,/-])(?:第 ?(?P<zh>\d+)(?!\d)|(?P<figure>\d+)"
    r"(?:st|nd|rd|th|e|è?[mr]?es?|ers?|res?|ds?|des?|\.?[ªº]|\.[aoer]{1,2}|-[\u0430-\u044f\u0451]{1,3})(?![\w-]))"
    r"|(?<!\w)[وفبكل]{0,2}ال[\u0620-\u0652]+ (?P<ar>\d+)(?![\w.,/]*\d)"
)
"""20th, 20e, 20.ª, 第20; in Arabic the figure behind a definite noun."""
_CHINESE = "一二三四五六七八九"
_GAP = re.compile(r"\s+")


class OrdinalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language makes ordinals of words, as patterns."""

    units: tuple[str, ...]
    """From the first to the ninth, behind the tens."""
    teens: tuple[str, ...]
    """From the eleventh to the nineteenth."""
    tens: tuple[str, ...]
    """From ten to ninety, where nothing follows them."""
    before: tuple[str, ...]
    """The same before a unit, or before one of the teens; empty where nothing follows."""
    link: str
    """What stands between the two."""
    ending: str = ""
    """What may follow any of them."""
    parted_by: str = ""
    """Behind what one of the teens is the end of another number."""

    def patterns(self, number: int) -> Iterator[str]:
        """The patterns of one ordinal: alone, and put together."""
        teens, apart = dict(enumerate(self.teens, 11)), f"(?<!{self.parted_by})" if self.parted_by else ""
        alone = {10 * ten: f"(?:{word}){self.ending}{self._last()}" for ten, word in enumerate(self.tens, 1)}
        alone |= {teen: f"{apart}(?:{word}){self.ending}" for teen, word in teens.items()}
        if number in alone:
            yield alone[number]
        last = dict(enumerate(self.units, 1)) | teens
        for ten, word in enumerate(self.before, 1):
            if word and number - 10 * ten in last:
                yield f"{word}{self.link}(?:{last[number - 10 * ten]}){self.ending}"

    def _last(self) -> str:
        return f"(?!{self.link}(?:{'|'.join(self.units)}))"


def ordinals_in_figures(text: str) -> frozenset[str]:
    """The figures that a text writes as ordinals, and never as plain ones."""
    text = _GAP.sub(" ", text)
    found = {figure for match in _IN_FIGURES.finditer(text) for figure in match.groups() if figure}
    plain = set(re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", _IN_FIGURES.sub(" ", text)))
    return frozenset(found - plain)


def ordinals_in_words(text: str, figures: Iterable[str]) -> frozenset[str]:
    """Those of some figures that a text writes in words."""
    text = _GAP.sub(" ", text)
    return frozenset(figure for figure in figures if (said := _in_words(figure)) and said.search(text))


@cache
def _in_words(figure: str) -> re.Pattern[str] | None:
    """Match an ordinal in words, whatever the language; None where it has none here."""
    number = int(figure)
    if not 10 <= number < 100:  # noqa: PLR2004  # those of which the words are known
        return None
    ways = (way for language in _languages().values() for way in language.patterns(number))
    return re.compile(rf"(?<![\w-])(?:{'|'.join((*ways, *_arabic(number)))})(?!\w)|{_chinese(number)}", re.IGNORECASE)


@cache
def _languages() -> dict[str, OrdinalWords]:
    return msgspec.convert(tomllib.loads(read_file("checks/ordinals.toml")), dict[str, OrdinalWords])


def _arabic(number: int) -> Iterator[str]:
    first, *rest = pack_of("ar").ordinals[str(number)].split(" ")
    words = [first if first.endswith("ين") else f"{first}ة?", *(f"{one}ة?" if one == "عشر" else one for one in rest)]
    yield "ب?" + " ".join(words).replace("ين", "(?:ين|ون)")


def _chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    before = "一?" if tens == 1 else _CHINESE[tens - 1]
    return f"第{before}十{_CHINESE[unit - 1] if unit else ''}(?![{_CHINESE}十百])"
