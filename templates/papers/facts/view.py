"""A view of the register in one language: every fact made with its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import repeat

from msgspec.structs import replace as replace_fields

from escalade.templates.languages.noun import GivenForms, Nouns, call_state, find_states, nouns_in_form, replace_nouns
from escalade.templates.languages.tongue import Tongue
from escalade.templates.values.fact import ADDRESS, Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Item
from escalade.workflow.motions import NOT_AT_HAND, AmendConstitution, Constitute
from escalade.workflow.motions import Nouns as NounsOfBody
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import find_forms, find_wording
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import Message, PaperError, Word, correct_line
from escalade.workflow.values.instant import instant
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.symbols import Symbol, SymbolError, bare_symbol


@dataclass(frozen=True, slots=True)
class ConstitutionSources:
    """Which record gave each field of the constitution, or one entry of it."""

    first: str
    """The record that constituted the body."""
    amended: Mapping[tuple[str, str | None], str]
    """By field, and by field and entry, the last amendment that gave it."""

    def record_of(self, field: str, key: str | None = None) -> str:
        """Find the record that gave a field, or one entry of it."""
        return self.amended.get((field, key), self.first)


def read_sources(body: Body, day: When) -> ConstitutionSources:
    """Read which records gave the constitution that is in force on a day."""
    first, amended = body.last("constitute"), dict[tuple[str, str | None], str]()
    for record in body.every("amend constitution"):
        motion = record.motion
        if not isinstance(motion, AmendConstitution) or not when(motion.since or record.on).may_precede(day):
            continue
        for name in motion.__struct_fields__:
            given = getattr(motion, name)
            if given:
                entries = (
                    given.by_name if isinstance(given, NounsOfBody) else given if isinstance(given, Mapping) else ()
                )
                known = [key for key in entries if name != "texts" or given[key].may_be_cited(day)]
                amended |= dict.fromkeys(((name, None), *((name, key) for key in known)), record.reference)
    return ConstitutionSources(first.reference if first else "body#1", amended)


Facts = Mapping[str, object]
"""Facts by name; a group of them is one of them, and its own have dotted names."""


class NothingToSayError(PaperError):
    """The record does not hold what a paper is about."""

    def __init__(self, *, kind: str, of: str, problem: str) -> None:
        self.kind, self.of = kind, of
        super().__init__(
            Message("There is no {kind} to write for {of}: {problem}", kind=Word(kind), of=of, problem=problem)
        )


@dataclass(frozen=True)
class View:
    """The register at a moment, read in one language."""

    standing: Standing
    tongue: Tongue
    day: When
    """The day for which the constitution and the offices are read."""
    own: str | None = None
    """The symbol of the paper itself, which it cites nowhere."""

    @cached_property
    def _sources(self) -> ConstitutionSources:
        return read_sources(self.standing.body, self.day)

    @cached_property
    def _constitution(self) -> Constitute | None:
        found = self.standing.body.constitution(self.day)
        return replace_fields(found, texts=self.standing.body.legal_texts(self.day)) if found else None

    def text(
        self, texts: Mapping[str, str] | str | None, *records: str, prefer: str | None = None
    ) -> TracedFact | None:
        """A text in its languages; None where there is none, or not at hand."""
        if not texts or texts == NOT_AT_HAND or isinstance(texts, str):
            return None
        found, other = self.tongue.pick(texts, prefer)
        return TracedFact(texts, records, found, other=None if ADDRESS.fullmatch(found) else other)

    def given(self, record: Record, field: str) -> TracedFact | None:
        """A text that an act gave in a field of its own, such as its reason."""
        return self.text(getattr(record.motion, field, None), record.reference)

    def words(self, texts: Mapping[str, str] | str | None, *records: str) -> Printable | None:
        """Words that stand by themselves; those of another language are quoted."""
        return self.quote_foreign(self.text(texts, *records))

    def quote_foreign(self, words: TracedFact | None) -> Printable | None:
        """Words as they are; those of another language in quotation marks."""
        return self.say("common.words", words=words) if words and words.other else words

    def plain(self, text: str, *records: str) -> TracedFact:
        """A text that is the same in every language."""
        return TracedFact(text, records, text)

    def proof(self, *records: str) -> TracedFact:
        """The records that a sentence rests on beside the facts that it prints."""
        return TracedFact(records[0], records, records[0])

    def number(self, number: int, *records: str) -> TracedFact:
        """A number, in figures."""
        return TracedFact(number, records, str(number), kind="number")

    def count(self, number: int, *records: str) -> TracedFact:
        """A small number in words."""
        words = self.tongue.pack.words["number"]
        return TracedFact(number, records, words.get(str(number), str(number)), kind="number")

    def date(self, day: str | When | None, *records: str) -> TracedFact | None:
        """A date; None where it is not known."""
        value = when(day) if isinstance(day, str) else day
        text = self.tongue.date(value) if value else None
        return TracedFact(value, records, text, kind="date") if text else None

    def moment(self, time: str, *records: str) -> SaidSentence:
        """An exact time: its day, clock and city, and the offset from UTC."""
        there, (_, _, zone) = instant(time), time.partition(" ")
        offset = f"{there:%z}"
        clock = f"UTC{offset[:3]}:{offset[3:]}" if there.utcoffset() else "UTC"
        return self.say(
            "common.moment",
            day=self.date(there.date().isoformat(), *records),
            hours=self.plain(f"{there:%H}", *records),
            minutes=self.plain(f"{there:%M}", *records),
            city=self.plain(city, *records) if (city := self.tongue.find_city(zone)) else None,
            clock=self.plain(clock, *records),
        )

    def period(self, first: When, last: When, *records: str) -> TracedFact | None:
        """A period; None where neither end is known."""
        text = self.tongue.span(first, last)
        return TracedFact((first, last), records, text, kind="date") if text else None

    def symbol(self, symbol: str, *records: str, own: bool = False) -> TracedFact:
        """The symbol of a document, cited, or as this language's own copy."""
        try:
            read = Symbol.parse(symbol, series=self.constitution.symbol_series)
        except SymbolError:
            return TracedFact(symbol, records, symbol, kind="symbol")
        language = self.tongue.language
        if own:
            return TracedFact(symbol, records, str(read.in_language(language)), kind="symbol")
        called, forms = find_wording(self.constitution, read, language)
        return TracedFact(
            symbol, records, read.cite_in(language), kind="symbol", called=called,
            gender=forms.gender or "", article=forms.article, cases=forms.cases or None,
        )  # fmt: skip

    def is_own(self, document: str | None) -> bool:
        """Whether a document is the paper, in any language or revision."""
        return self.own is not None and bare_symbol(document) == bare_symbol(self.own)

    def ordinal(self, number: int, *records: str, digits: bool = False) -> TracedFact:
        """A number as an ordinal: ninth, or 9th."""
        return TracedFact(number, records, self.tongue.ordinal(number, digits=digits), kind="number")

    def say(self, key: str, **given: object) -> SaidSentence:
        """A sentence of the language, with its facts, in the nouns of the body."""
        return self.tongue.say(key, **{**self._own_nouns, **given})

    @property
    def nouns(self) -> Nouns:
        """The nouns that sentences are said in, of the body or of the language."""
        return self._own_nouns.get("noun", self.tongue.nouns)

    def blank(self, key: str, **given: object) -> SaidSentence:
        """What an author is to complete, in brackets."""
        said = self.say(key, **given)
        return said.reword(f"[{said}]")

    def nouns_in_form(self, form: str) -> Nouns:
        """The nouns of a sentence on a hearing, by the form in which that is held."""
        return nouns_in_form(self.nouns, self.tongue.pack, form)

    def say_of_hearing(self, key: str, form: str, **given: object) -> SaidSentence:
        """A sentence on a hearing, by the form in which that is held."""
        return self.say(key, **given, noun=self.nouns_in_form(form))

    @cached_property
    def _own_nouns(self) -> dict[str, Nouns]:
        """The nouns that sentences are said in, where the body has some of its own."""
        found = self._constitution
        if found is None or found.nouns is None:
            return {}
        given = {kind: GivenForms(forms, self.charter("nouns", kind)) for kind, forms in found.nouns.by_name.items()}
        return {"noun": replace_nouns(self.tongue.nouns, self.tongue.pack, self.tongue.language, given)}

    def letter(self, position: int) -> SaidSentence:
        """The label of an item of a list, by its position from 0 on."""
        return SaidSentence("letter", self.tongue.pack.label(position))

    def list_items(self, said: Iterable[Printable]) -> tuple[Item, ...]:
        """Entries of a list, each with its letter; an only one bears none."""
        every = tuple(said)
        letters = map(self.letter, range(len(every))) if len(every) > 1 else repeat(None)
        return tuple(map(Item, every, letters))

    @cached_property
    def constitution(self) -> Constitute:
        """The body's constitution on the day.

        Raises:
            NothingToSayError: the body was not constituted.
        """
        found = self._constitution
        if found is None:
            raise NothingToSayError(
                kind="paper",
                of=Message("this register"),
                problem=Message(
                    "no body was constituted by {day}, of which it is: “constitute” comes first; where the day of the "
                    "constitution is a later one and the body is older, correct it: “{line}”.",
                    day=self.day.text,
                    line=correct_line("body#1", "--set on=DAY"),
                ),
            )
        return found

    def charter(self, field: str, key: str | None = None) -> str:
        """The record that gave a field of the constitution, or one entry of it."""
        return self._sources.record_of(field, key)

    def charter_text(self, field: str) -> TracedFact | None:
        """A text of the constitution, with the record that gave it."""
        return self.term(field, getattr(self.constitution, field), self.charter(field))

    def term(self, place: str, texts: Mapping[str, str], *records: str) -> TracedFact | None:
        """A text of the constitution by its place, with its forms."""
        fact, language = self.text(texts, *records), self.tongue.language
        if fact is None or fact.other or not self.constitution.terms:
            return fact
        forms = find_forms(self.constitution, place, language)
        return replace(fact, gender=forms.gender or "", article=forms.article, cases=forms.cases or None)

    def member(self, name: str, *records: str) -> TracedFact:
        """The name of a State or group: the body's, or the United Nations'."""
        found, language = self.name(name, *records), self.tongue.language
        if self.constitution.names.get(name):
            return found
        if called := call_state(name, language):
            return found.reword(called)
        typed = language_of_names(self.constitution)
        return replace(found, other=typed if typed != language and name not in find_states(language) else None)

    def name(self, name: str, *records: str) -> TracedFact:
        """A name, in the form that the body's list has of it, else as it is."""
        texts, typed = self.constitution.names.get(name), language_of_names(self.constitution)
        if texts and typed:
            texts = {typed: name, **texts}  # a list may give the other languages alone
        if not texts:
            return TracedFact(name, records, name, kind="name")
        found = self.term(f"names.{name}", texts, *records, self.charter("names", name))
        return replace(found, value=name, kind="name") if found else TracedFact(name, records, name, kind="name")

    @cached_property
    def meeting(self) -> Callable[[str | None], Gathering | None]:
        """What finds a meeting or session that was convened, such as `meeting/9`."""
        return cache(self.standing.gathering)

    @cached_property
    def topic(self) -> Callable[[str], Topic | None]:
        """What finds a topic, if there is one so called."""
        return cache(self.standing.topic)  # which answers from records each time

    @cached_property
    def round(self) -> Callable[[str], Round]:
        """What finds the round so called, or that of a topic."""
        return cache(self.standing.round)


def topic_of(kind: str, reference: str, standing: Standing) -> Topic:
    """The topic that a paper is about.

    Raises:
        NothingToSayError: the reference names no topic on record.
    """
    topic = standing.topic(reference)
    if topic is None:
        raise NothingToSayError(
            kind=kind, of=reference, problem=Message("it is not a topic of this register; name one, such as 2017/ott.")
        )
    return topic


def meeting_of(kind: str, reference: str, standing: Standing) -> Gathering:
    """The meeting of the group that a paper is about.

    Raises:
        NothingToSayError: it was not convened, or called off.
    """
    place = reference if "/" in reference else f"meeting/{reference}"
    meeting, off = standing.gathering(place), standing.find_calling_off(place)
    if meeting is not None and meeting.kind == "meeting":
        return meeting
    problem = Message("no meeting of that number was convened.")
    if off is not None and kind_of(place) == "meeting":
        day = when(off.on).text
        problem = Message("it was convened, but called off on {day} ({record}).", day=day, record=off.reference)
    raise NothingToSayError(kind=kind, of=reference, problem=problem)


def view_of(standing: Standing, tongue: Tongue) -> View:
    """The view of a standing as of today."""
    return View(standing, tongue, When(standing.today.isoformat(), standing.today, standing.today))


def language_of_names(constitution: Constitute) -> str | None:
    """The language of unlisted names: English, or the body's first."""
    own = constitution.name
    return "en" if "en" in own else next(iter(own), None)
