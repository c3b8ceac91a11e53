"""The legal texts that the constitution names, as papers cite them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, facts_in
from escalade.workflow.values.step import BASES, MANDATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.contexts.view import View


def cite_text(view: View, key: str, sentence: str = "common.cited_texts") -> SaidSentence | None:
    """A legal text with the body that adopted it, as a sentence has it."""
    return _together(view, (key,), sentence) if key in view.constitution.texts else None


def others(view: View) -> tuple[SaidSentence, ...]:
    """Every text but that of the mandate, by the bodies that adopted them.

    What only says by when papers are submitted is no text that a paper rests on.
    """
    mandate = view.constitution.texts.get(MANDATE)
    timing = {rule.basis for _, rule in view.standing.body.deadlines} - set(BASES)
    keys = [
        key
        for key, text in view.constitution.texts.items()
        if key not in timing and (mandate is None or text.citation != mandate.citation)
    ]
    return tuple(_together(view, group, "common.texts_in_view") for group in by_adopter(view, keys))


def references(view: View, printed: Iterable[Printable]) -> tuple[SaidSentence, ...]:
    """List the citations of a paper: legal texts, then documents."""
    cited_facts = [fact for fact in facts_in(printed) if fact.kind in {"citation", "symbol"}]
    values = [fact.value for fact in cited_facts if fact.kind == "citation"]
    keys = [key for key, text in view.constitution.texts.items() if text.citation in values]
    texts = [_together(view, group, "common.reference") for group in by_adopter(view, keys)]
    documents = {str(fact): fact for fact in cited_facts if fact.kind == "symbol"}
    if documents:
        texts.append(view.say("common.documents", documents=list(documents.values())))
    return tuple(texts)


def by_adopter(view: View, keys: Iterable[str]) -> list[tuple[str, ...]]:
    """Keys of legal texts in order, one group for each body that adopted some."""
    groups: dict[str, list[str]] = {}
    seen: list[object] = []
    for key in keys:
        text = view.constitution.texts[key]
        if text.citation in seen:
            continue
        seen.append(text.citation)
        groups.setdefault(view.tongue.pick(text.adopted_by)[0], []).append(key)
    return [tuple(group) for group in groups.values()]


def _together(view: View, keys: tuple[str, ...], sentence: str = "common.cited_texts") -> SaidSentence:
    """Texts that one body adopted, with its name."""
    texts = [_citation(view, key) for key in keys]
    adopter = view.text(view.constitution.texts[keys[0]].adopted_by, view.charter("texts", keys[0]))
    return view.say(sentence, texts=[text for text in texts if text], adopter=adopter)


def _citation(view: View, key: str) -> TracedFact | None:
    fact = view.text(view.constitution.texts[key].citation, view.charter("texts", key))
    return replace(fact, kind="citation") if fact else None
