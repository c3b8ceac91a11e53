"""What a paper says of names that are unofficial translations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from escalade.templates.values.fact import TracedFact, facts_in
from escalade.workflow.subjects.termbase import find_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence

OF_THE_GROUP = ("name", "acronym")
"""The places of names of the body itself, which are said in its own noun."""


def tell_unofficial_names(view: View, printed: Iterable[Printable]) -> Iterator[SaidSentence]:
    """Say below the title which names are unofficial translations.

    No running text is marked: a name is one there, whoever translated it.
    """
    found: dict[str, TracedFact] = {}
    for fact in facts_in(printed):
        if fact.term:
            found.setdefault(fact.term, fact)
    if found:
        fields = view.constitution.__struct_fields__
        order = sorted(found, key=lambda place: fields.index(place.partition(".")[0]))
        yield view.say("common.unofficial_names", names=[_say_term(view, place, found[place]) for place in order])


def _say_term(view: View, place: str, fact: TracedFact) -> TracedFact:
    """What a name is the name of, where there is a word for it; else the name as it stands."""
    source = view.charter("terms", find_entry(view.constitution, place, view.tongue.language))
    if place in OF_THE_GROUP:
        return TracedFact(place, (source,), view.say(f"common.term_{place}").text)
    return TracedFact(place, (source,), view.tongue.pack.words["term"].get(place) or _bare(view, fact))


def _bare(view: View, fact: TracedFact) -> str:
    """A name as the constitution has it, in no case and behind no article."""
    texts = fact.value if isinstance(fact.value, Mapping) else view.constitution.names.get(str(fact.value), {})
    return view.tongue.pick(texts)[0]
