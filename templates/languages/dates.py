"""Dates as a language writes them, with the uncertainty they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from escalade.templates.languages.pack import Pack
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
