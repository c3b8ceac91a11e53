"""The language versions that a paper is to have, and those to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from escalade.workflow.subjects.meeting import Round


class Versions(msgspec.Struct, frozen=True):
    """A paper as it was first issued, by the languages it has and lacks."""

    kind: str
    symbol: str
    subject: str | None
    issued: tuple[str, ...]
    to_come: tuple[str, ...]
    """The languages that the body requires and nobody issued it in yet."""
    since: str
    """The day of its first issue."""

    @property
    def sentence(self) -> str:
        """Say which versions are there, and which are still to come."""
        there = f"The {self.kind} {self.symbol} is issued in {list_languages(self.issued)}"
        are = "is" if len(self.to_come) == 1 else "are"
        return f"{there}; {list_languages(self.to_come)} {are} still to come." if self.to_come else f"{there}."


def versions(round_: Round, required: Mapping[str, tuple[str, ...]]) -> Iterator[Versions]:
    """Every paper of a round as first issued, by the languages it requires.

    Addenda and corrigenda may concern one language only, so that none of theirs is awaited.
    """
    first = [(record, paper) for record, paper in round_.papers if paper.mark is None]
    for symbol in dict.fromkeys(paper.symbol for _, paper in first):
        mine = [(record, paper) for record, paper in first if paper.symbol == symbol]
        record, paper = mine[0]
        issued = tuple(dict.fromkeys(one.language for _, one in mine))
        lacking = tuple(tag for tag in required.get(paper.kind or "", ()) if tag not in issued)
        yield Versions(paper.kind or "paper", symbol, paper.subject, issued, lacking, record.on)


def revisions(round_: Round, required: Mapping[str, tuple[str, ...]]) -> Iterator[Versions]:
    """The last revision of each paper; languages it had before are awaited."""
    revised = [(record, paper) for record, paper in round_.papers if paper.mark == "Rev"]
    last = {paper.symbol: paper.number for _, paper in sorted(revised, key=lambda one: one[1].number)}
    for key in last.items():
        made = [one for one in revised if (one[1].symbol, one[1].number) == key]
        record, paper = made[0]
        issued = tuple(dict.fromkeys(one.language for _, one in made))
        before = {one.language for _, one in round_.papers if one.symbol == paper.symbol} - {*issued}
        lacking = tuple(tag for tag in required.get(paper.kind or "", ()) if tag in before)
        yield Versions(paper.kind or "paper", paper.name, paper.subject, issued, lacking, record.on)


def list_languages(tags: tuple[str, ...]) -> str:
    """Languages as a sentence lists them."""
    return " and ".join(filter(None, (", ".join(tags[:-1]), tags[-1])))
