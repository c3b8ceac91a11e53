"""Measure how much of our own papers is read back.

Our sentences know their keys, so nothing is labelled by hand.

    python -m tests.reading.measure [LIFE or SEED…] [--show]

A number is the seed of a random life. Every kind of paper of every life is drawn in six languages, written as a
file, and read from it. A paragraph counts by the acts that its sentences tell: right, missed, or wrong where
another act is read.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from escalade.models.cases import find_shipped_case
from escalade.services.papers.draft import draw_paper
from escalade.templates.checks.document import document_of, plain
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of
from escalade.templates.languages.sentence import Sentences
from escalade.templates.reading.telling import RESTATED, acts_by_key, acts_by_lead, learn_bodies, paragraphs, tell
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.reference import kind_of
from tests.net.corpus import FOR_EACH, KINDS, LANGUAGES, LIVES, SHIPPED, drafts, lives, load, registered
from tests.walk import Walk

ENDS = (".", ";", "。")
LENGTH = 150
"""How many acts a random life tries."""
SHORTEST = 8
"""A shorter sentence may stand in another by chance."""


class Read(NamedTuple):
    """A paragraph that was read back."""

    language: str
    text: str
    expected: frozenset[str]
    found: frozenset[str]
    status: str
    keys: frozenset[str]


@contextmanager
def heard() -> Iterator[Mapping[str, dict[str, set[str]]]]:
    """Note every sentence that is said: its keys by its text, by language."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    usual = Sentences.say

    def say(self: Sentences, key: str, given: Mapping[str, object]) -> SaidSentence:
        """Say it, and note it."""
        one = usual(self, key, given)
        said[self.language][plain(one.text)].add(key)
        return one

    Sentences.say = say  # type: ignore[method-assign]  # for as long as it is listened to
    try:
        yield said
    finally:
        Sentences.say = usual  # type: ignore[method-assign]  # as it was


def keys_of(text: str, said: Mapping[str, set[str]]) -> frozenset[str]:
    """The sentences that a paragraph holds."""
    small = text.lower()
    inside = (
        one
        for one in said
        if len(one) >= SHORTEST and one.endswith(ENDS) and one.rstrip("".join(ENDS)).lower() in small
    )
    return frozenset(said.get(text, set()) | {key for one in inside for key in said[one]})


def read_back(paper: Paper, said: Mapping[str, set[str]]) -> Iterator[Read]:
    """Read a paper of ours from a file, paragraph by paragraph."""
    language, ours = paper.tongue.language, document_of(paper)
    known = {plain(one.text): one.key for one in ours.passages}
    document = document_in(file_of(paper, "md"), f"paper.{language}.md")
    bodies = {kind: [name] for kind, name in learn_bodies(document).items() if kind in {"G", "U"}}
    for passage, told in zip(paragraphs(document), tell(document, bodies), strict=True):
        text = plain(told.text)
        if text in known:
            keys = keys_of(text, said) | {known[text]}
            every = {acts_by_key().get(key, "") for key in keys} - {RESTATED, ""}
            listed = {acts_by_lead().get(key, "") for key in said.get(plain(passage.lead), ())} - {""}
            acts = frozenset(every or listed)
            yield Read(language, text, acts, frozenset(act.act for act in told.acts), told.status, keys)


def papers_of(life: str) -> Iterator[tuple[str, Paper]]:
    """Every paper of a life, in every language."""
    path = find_shipped_case("cwg_internet_2017") if life == SHIPPED else LIVES / f"{life}.toml"
    with registered() as (register, reader):
        load(path, register, reader)
        for name, versions in drafts(reader, FOR_EACH.get(life, ("",))):
            yield from ((name, paper) for paper in versions.values())


def papers_of_walk(seed: int) -> Iterator[tuple[str, Paper]]:
    """Every paper of a random life that can be drawn, in every language."""
    walk = Walk(seed)
    list(walk.attempts(LENGTH))
    standing = walk.life.standing
    for about in list(walk.life.memory.subjects):
        for kind in KINDS.get(kind_of(about), ()):
            with suppress(EscaladeError):
                versions = draw_paper(kind, about, standing, LANGUAGES, None)
                yield from ((f"{kind} {about}", paper) for paper in versions.values())


def measure(names: tuple[str, ...] = ()) -> Iterator[Read]:
    """Read back every paper of these lives, or of all."""
    for life in names or lives():
        with heard() as said:
            papers = list(papers_of_walk(int(life)) if life.isdecimal() else papers_of(life))
            for _, paper in papers:
                yield from read_back(paper, said[paper.tongue.language])


def figures(read: list[Read]) -> Mapping[str, Counter[str]]:
    """By language: acts right, missed and wrong, and what tells none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in read:
        if "note.summary" in one.keys:
            continue
        right = one.expected & one.found
        counts[one.language].update(right=len(right), missed=len(one.expected - right), wrong=len(one.found - right))
        counts[one.language].update(silent=len(one.expected - right) if one.status in {"background", "told"} else 0)
        counts[one.language].update(none=not one.expected, unknown=not one.expected and one.status == "not understood")
    return counts


def main(words: list[str]) -> None:
    """Print the figures, and where asked what is missed or wrong."""
    read = list(measure(tuple(word for word in words if word != "--show")))
    if "--show" in words:
        seen = Counter[Any]()
        for one in read:
            off = (
                one.language,
                tuple(sorted(one.expected - one.found)),
                tuple(sorted(one.found - one.expected)),
                tuple(sorted(one.keys))[:4],
            )
            if (off[1] or off[2]) and "note.summary" not in one.keys:
                seen[off] += 1
                if seen[off] == 1:
                    sys.stdout.write(
                        f"{one.language} missed {off[1]} wrong {off[2]} {off[3]} {one.status}\n   {one.text[:260]}\n"
                    )
    for language, counts in figures(read).items():
        told = counts["right"] + counts["missed"]
        recall, precision = counts["right"] / told, counts["right"] / (counts["right"] + counts["wrong"])
        sys.stdout.write(
            f"{language} {told} acts: {recall:.1%} read, {counts['missed']} missed ({counts['silent']} in silence), "
            f"{counts['wrong']} wrong ({precision:.1%}); {counts['none']} paragraphs tell none, {counts['unknown']} of "
            "them not understood\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
