"""A language as papers use it: texts, dates, lists, sentences, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from babel import Locale
from babel.core import get_global

from escalade.templates.languages.grammar import DATES, LISTS
from escalade.templates.languages.noun import Nouns, read_nouns
from escalade.templates.languages.pack import MissingTemplateError, Pack, pack_of
from escalade.templates.languages.sentence import Sentences
from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.typography import set_text, shorten
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, facts_in, references_in
from escalade.workflow.values.dates import UNKNOWN, When, when

Span = tuple["When", "When"]
ENDS = frozenset({"day", "month"})
"""How well both ends of a period are known where it is told from one to the other."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of one language; None stands for a date that is not known."""

    pack: Pack

    def bare(self, day: When) -> str | None:
        """A date as it stands in a heading: 31 March 2017, October 2016."""
        if day.first is None or day.last is None:
            return None
        dates = self.pack.dates
        pattern = {"day": dates.day, "month": dates.month, "year": dates.year}.get(day.grain)
        return self._formatted(day.first, pattern) if pattern else self._between(day.first, day.last)

    def adverb(self, day: When) -> str | None:
        """A date as part of a sentence: on 31 March 2017, in October 2016."""
        dates, said = self.pack.dates, self.bare(day)
        pattern = {"day": dates.on, "month": dates.in_month, "year": dates.in_year}.get(day.grain)
        return pattern.format(said, day.first and day.first.year) if pattern else said

    def until(self, last: When) -> str | None:
        """A date as the end of a period: until 31 March 2017, until March 2017."""
        return self._vague(when(UNKNOWN), last)

    def bare_span(self, span: Span) -> str | None:
        """A period in a heading: 13 and 14 October 2016, 15 to 25 May 2017."""
        first, last = span
        if first == last:
            return self.bare(first)
        if not {first.grain, last.grain} <= ENDS:
            return self._vague(first, last)
        dates, ends = self.pack.dates, self._ends(first, last, in_heading=bool(self.pack.dates.span))
        wide = dates.wide_span if len(str(ends[0]).split()) > 1 else ""
        pattern = dates.pair if _are_neighbours(first, last) else wide or dates.span
        return pattern.format(*ends) if pattern else self.span_adverb(span)

    def masthead_span(self, span: Span) -> str | None:
        """A period in a masthead: 15-25 May 2017."""
        first, last = span
        dates = self.pack.dates
        if first == last or first.first is None or last.first is None or not (_is_day(first) and _is_day(last)):
            return self.bare_span(span)
        start, end = (str(one) for one in self._ends(first, last))
        if (first.first.year, first.first.month) != (last.first.year, last.first.month):
            return dates.wide_range.format(start, end)
        after = dates.day_alone.partition("{day}")[2]  # 15日, which its last day says too
        return dates.range.format(start.removesuffix(after) if dates.year_first else start, end)

    def span_adverb(self, span: Span) -> str | None:
        """A period in a sentence: from October 2016 to January 2017."""
        first, last = span
        if first == last:
            return self.adverb(first)
        if not {first.grain, last.grain} <= ENDS:
            return self._vague(first, last)
        dates = self.pack.dates
        if _are_neighbours(first, last):
            return dates.on_pair.format(*self._ends(first, last))
        kinds = ("day" if _is_day(first) else "month", "day" if _is_day(last) else "month")
        patterns = {
            ("day", "day"): dates.from_day_to_day,
            ("month", "month"): dates.from_month_to_month,
            ("month", "day"): dates.from_month_to_day,
            ("day", "month"): dates.from_day_to_month,
        }
        return self._in_sound(patterns[kinds].format(*self._ends(first, last)))

    def _between(self, first: date, last: date) -> str:
        """A day that lies between two others: between 30 June and 4 July 2008."""
        ends = self._ends(when(first.isoformat()), when(last.isoformat()))
        return self.pack.dates.between.format(*ends)

    def _in_sound(self, said: str) -> str:
        """A period whose first words are written as they sound."""
        for written, sounded in self.pack.dates.sounded.items():
            rest = said.removeprefix(written)
            if rest != said and rest[:1].isspace():
                return f"{sounded}{rest}"
        return said

    def _vague(self, first: When, last: When) -> str | None:
        """A period whose ends are not both a day or a month: until 1 August 2013.

        What is known less well counts by its last possible day.
        """
        dates, begin, end = self.pack.dates, _settled(first), _settled(last)
        if first.first is not None and last.first is not None and last.last is not None:
            return self._between(first.first, last.last)
        if first.first is not None:
            return self._in_sound((dates.from_day if _is_day(begin) else dates.from_month).format(self.bare(begin)))
        if last.first is not None:
            return (dates.until_day if _is_day(end) else dates.until_month).format(self.bare(end))
        return self.bare(last) or self.bare(first)

    def _ends(self, first: When, last: When, *, in_heading: bool = False) -> tuple[str | None, str | None]:
        if self.pack.dates.year_first:
            return self.bare(first), self._shortened(last, first)
        return self._shortened(first, last, in_heading=in_heading), self.bare(last)

    def _shortened(self, day: When, other: When, *, in_heading: bool = False) -> str | None:
        """A date of a period, without what its other date says too."""
        this, that = day.first, other.first
        if this is None or that is None or this.year != that.year:
            return self.bare(day)
        dates = self.pack.dates
        if not _is_day(day):
            return self._formatted(this, (in_heading and dates.month_in_heading) or dates.month_alone)
        same_month = _is_day(other) and this.month == that.month
        return self._formatted(this, dates.day_alone if same_month else dates.day_and_month)

    def _formatted(self, day: date, pattern: str) -> str:
        dates, place = self.pack.dates, day.month - 1
        month = dates.months[place] if dates.months else ""
        return pattern.format(
            day=dates.first if day.day == 1 and dates.first else day.day,
            month=month,
            alone=dates.months_alone[place] if dates.months_alone else month,
            number=day.month,
            year=day.year,
        )


def _settled(one: When) -> When:
    """A date as the end of a period: a day or a month, else its last possible day."""
    return one if one.grain in ENDS or one.first is None or one.last is None else when(one.last.isoformat())


def _is_day(one: When) -> bool:
    return one.first is not None and one.first == one.last


def _are_neighbours(first: When, last: When) -> bool:
    """Whether two days follow each other in one month."""
    start, end = first.last, last.first
    if start is None or end is None or not (_is_day(first) and _is_day(last)):
        return False
    return end - start == timedelta(days=1) and start.month == end.month


_PREFERRED = ("en",)
_PAIR = 2
_LATIN = frozenset({"en", "es", "fr"})
"""The languages in Latin letters."""
_ASIDE = re.compile(r"\([^()]*\)|\uff08[^\uff08\uff09]*\uff09|“[^”]*”|«[^«»]*»")
"""What a comma may stand in without parting the list around it."""
_COMMA = re.compile("[,\u060c\uff0c\u3001]")
"""The comma of each language; Chinese has one more for lists."""


@dataclass(frozen=True)
class Tongue:
    """One language, ready to write papers."""

    language: str
    pack: Pack

    @cached_property
    def calendar(self) -> Calendar:
        """The dates of the language."""
        return Calendar(self.pack)

    @cached_property
    def nouns(self) -> Nouns:
        """What the language calls what a body may call otherwise."""
        return read_nouns(self.pack)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the language."""
        return Sentences(self)

    def say(self, key: str, **given: object) -> SaidSentence:
        """The sentence of a key with its facts, such as `note.established`."""
        return self.sentences.say(key, given)

    @property
    def tag(self) -> SaidSentence:
        """The language's own tag, such as fr."""
        return SaidSentence("language", self.language)

    @property
    def direction(self) -> SaidSentence:
        """The direction in which it is written: ltr or rtl."""
        return SaidSentence("direction", self.pack.direction)

    @property
    def gap(self) -> SaidSentence:
        """The space between one sentence and the next."""
        return SaidSentence("gap", self.pack.gap)

    @property
    def has_italics(self) -> bool:
        """Whether its script knows italics."""
        return self.pack.italics

    def isolate_text(self, text: str) -> str:
        """A text as it stands among words of the language."""
        return isolate(text) if self.pack.direction == "rtl" else text

    def shorten(self, text: str, longest: int) -> str:
        """A text of so many characters at most, cut between words."""
        return shorten(text, longest, self.language)

    def word(self, kind: str, key: str) -> SaidSentence:
        """A small word, such as that of a stance.

        Raises:
            MissingTemplateError: the language has no such word.
        """
        found = self.pack.words.get(kind, {}).get(key)
        if found is None:
            raise MissingTemplateError(self.language, "language.toml", kind, key)
        return SaidSentence(f"{kind}.{key}", found)

    def pick(self, texts: Mapping[str, str], prefer: str | None = None) -> tuple[str, str | None]:
        """A text as it is printed: in this language, else in another one, named."""
        if self.language in texts:
            return set_text(texts[self.language], self.language), None
        other = next((name for name in (prefer, *_PREFERRED, *texts) if name in texts), None)
        return (set_text(texts[other], other), other) if other else ("", None)

    def date(self, day: When) -> str | None:
        """A date as it stands in a heading; None where it is not known."""
        return self._smooth(self.calendar.bare(day))

    def on(self, fact: TracedFact) -> TracedFact:
        """A date or period as part of a sentence: on 31 March 2017."""
        value = fact.value
        text = self.calendar.span_adverb(value) if isinstance(value, tuple) else self.calendar.adverb(value)  # type: ignore[arg-type]  # only facts of dates are given here
        return fact.reword(self._smooth(text) or fact.text)

    def format_span(self, fact: TracedFact) -> TracedFact:
        """A date or period as it stands in a masthead: 15-25 May 2017."""
        if not isinstance(fact.value, tuple):
            return fact
        return fact.reword(self._smooth(self.calendar.masthead_span(fact.value)) or fact.text)

    def until(self, fact: TracedFact) -> TracedFact:
        """A date as the end of a period: until 31 March 2017."""
        return fact.reword(self._smooth(self.calendar.until(fact.value)) or fact.text)  # type: ignore[arg-type]  # only facts of dates are given here

    def span(self, first: When, last: When) -> str | None:
        """A period as it stands in a heading; None where it is not known."""
        return self._smooth(self.calendar.bare_span((first, last)))

    def _smooth(self, text: str | None) -> str | None:
        return DATES[self.language](text) if text and self.language in DATES else text

    def ordinal(self, number: int, *, digits: bool = False) -> str:
        """A number as an ordinal: ninth, or 9th."""
        ordinals = self.pack.ordinals
        if str(number) in ordinals and not (digits and self.pack.has_ordinal_digits):
            return ordinals[str(number)]
        last = "" if number % 100 in {11, 12, 13} else f"digits-{number % 10}"
        pattern = ordinals.get(f"only-{number}") or ordinals.get(last) or ordinals["digits"]
        return pattern.format(number)

    def name_of(self, language: str) -> str:
        """The name of a language in this one."""
        if language in self.pack.languages:
            return self.pack.languages[language]

        names = Locale.parse(self.pack.locale).languages
        return str(names.get(language.replace("-", "_")) or names.get(language.partition("-")[0], language))

    def find_city(self, zone: str) -> str | None:
        """The city of a time zone in this language; None where it has none."""
        zones = Locale.parse(self.pack.locale).time_zones
        found: str | None = zones.get(zone, zones.get(get_global("zone_aliases").get(zone, zone), {})).get("city")
        if found or self.language not in _LATIN or "/" not in zone or zone.startswith("Etc/"):
            return found
        return zone.rpartition("/")[2].replace("_", " ")  # such a language names only those that it calls otherwise

    def join_parts(self, parts: Iterable[Printable], between: str | None = None, last: str = "") -> SaidSentence:
        """Several things as one list: a, b and c.

        Other signs may stand *between* them, and before the *last*.
        """
        given = tuple(parts)
        *others, end = [self.isolate_text(str(part)) for part in given] or [""]
        sign, before_last = self._signs_between(given) if between is None else (between, last or between)
        text = before_last.join((sign.join(others), end)) if others else end
        if given and between is None and self.language in LISTS:
            text = LISTS[self.language](text, str(given[-1]))
        return SaidSentence("list", text, facts_in(given), refers=references_in(given))

    def _signs_between(self, parts: Sequence[Printable]) -> tuple[str, str]:
        """What stands between the things of a list, and before the last."""
        lists = self.pack.lists
        if any(_COMMA.search(_ASIDE.sub("", part.text)) for part in parts):
            signs = lists.with_commas
            return signs.between, signs.last if len(parts) > _PAIR else signs.pair
        return lists.between, lists.last


@cache
def tongue(language: str) -> Tongue:
    """A language, its folder read once."""
    return Tongue(language, pack_of(language))
