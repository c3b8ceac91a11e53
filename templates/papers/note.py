"""The escalation note: a report to the superior body on what is unsettled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from escalade.templates.languages.grammar import capitalise
from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import account, conclusion
from escalade.templates.papers.facts.evidence import chair, introduce_reporting, own_name
from escalade.templates.papers.facts.referral import Referral, as_of_its_day, referral_of, was_made_by
from escalade.templates.papers.facts.view import Facts, View
from escalade.templates.papers.facts.wording import wordings
from escalade.templates.papers.skeleton import lay_out, printables
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, facts_in
from escalade.templates.values.paper import Paper, TopicText
from escalade.workflow.planning.plan import Dues
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.step import BASES, MANDATE, MODALITIES, REFERRAL
from escalade.workflow.values.symbols import Symbol, bare_symbol

_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"(\D*)(\d*)")


def note(
    reference: str,
    standing: Standing,
    tongue: Tongue,
    to_session: str | None = None,
    *,
    day: date | None = None,
    own: str | None = None,
) -> Paper:
    """The note on the latest referral of a round, or the draft of the next.

    It is of the day on which it was issued first, or else of the referral's,
    and knows nothing later, unless it is drawn as of another day. A draft cites its *own* symbol as little as
    the note does that it became.
    """
    referral, dated = _drawn(reference, standing, to_session, day)
    own = referral.record.evidence.document if referral.record else own
    view = View(referral.standing, tongue, referral.day, own)
    annexes = wordings(view, referral.topics)
    paper = lay_out("note", view, facts(view, referral, dated, annexes), numbered="sections")
    return replace(paper, wordings=annexes)


def facts(view: View, referral: Referral, dated: tuple[str, str] | None, annexes: Sequence[TopicText]) -> Facts:
    """What a note tells, from where it goes to what is asked."""
    printed = [one for annex in annexes for one in annex.printables()]
    due = Dues(referral.standing).of(referral.round, ["escalate"]) if referral.is_draft else ()
    return {
        "is_draft": referral.is_draft,
        "is_late": any(line.stands == "late" for line in due),
        "round_title": round_title(view, referral.round),
        "session": _session(view, referral),
        "document": _document(view, referral, dated),
        "body": introduce_reporting(view),
        "chair": chair(view),
        **legal_facts(view, referral),
        **account.facts(view, referral),
        **conclusion.facts(view, referral, annexes),
        "references": lambda told: references(view, [*printables(told), *printed]),
    }


def _drawn(
    reference: str, standing: Standing, to_session: str | None, day: date | None
) -> tuple[Referral, tuple[str, str] | None]:
    """The referral that a note is about, as it is known on the day of the note; and that day."""
    referral = referral_of(reference, standing, to_session)
    dated = _dated(referral, standing, day)
    if dated and day is None:
        referral = as_of_its_day(referral, standing, when(dated[0]).last)
    return referral, dated


def _dated(referral: Referral, standing: Standing, day: date | None) -> tuple[str, str] | None:
    """The day of a note that is no draft, and the record that gives it: its first issue, or the referral."""
    record = referral.record
    if record is None:
        return None
    if day is not None:
        return day.isoformat(), record.reference
    own = bare_symbol(record.evidence.document)
    papers = standing.round(referral.round).papers
    issues = (at for at, one in papers if (one.kind, one.subject, one.name) == ("note", None, own))
    issued = next((at for at in issues if was_made_by(referral, standing, when(at.on).last)), record)
    return issued.on, issued.reference


def round_title(view: View, reference: str) -> TracedFact | None:
    """Give the title of a round, where its opening has one."""
    round_ = view.round(reference)
    record = round_.last("open round")
    return view.text(round_.opening.title, record.reference) if round_.opening and record else None


def _session(view: View, referral: Referral) -> Facts | None:
    """The session with its place and days; unknown for a draft that has none."""
    session = view.meeting(f"session/{referral.to_session}") if referral.to_session else None
    return {"name": own_name(view, session), "place": account.place_and_dates(view, session)} if session else None


def _document(view: View, referral: Referral, dated: tuple[str, str] | None) -> Facts | None:
    """Under which symbol and of which day a note is that is no draft."""
    record, motion = referral.record, referral.motion
    if record is None or dated is None:
        return None
    source, symbol = record.reference, record.evidence.document
    original = view.tongue.pack.original.format(view.tongue.name_of(motion.original)) if motion.original else ""
    return {
        "agenda_item": view.plain(motion.agenda_item, source) if motion.agenda_item else None,
        "symbol": view.symbol(symbol, source, own=True) if symbol else None,
        "date": view.date(*dated),
        "original": TracedFact(motion.original, (source,), original, kind="name") if original else None,
    }


def legal_facts(view: View, referral: Referral) -> Facts:
    """The mandate, the modalities, and the basis of a referral of its own."""
    texts, tasks = view.constitution.texts, (view.text(one, view.charter("tasks")) for one in view.constitution.tasks)
    is_own = REFERRAL in texts and (MANDATE not in texts or texts[MANDATE].citation != texts[REFERRAL].citation)
    return {
        "mandate": {
            "mandate": _cite(view, MANDATE),
            **_others(view),
            "background": _background(view, MANDATE),
            "purpose": view.quote_foreign(view.charter_text("mandate")),
            "tasks": [task for task in tasks if task],
        },
        "modalities": {"text": _cite(view, MODALITIES), "background": _background(view, MODALITIES)},
        "basis": {"text": _cite(view, REFERRAL), "background": _background(view, REFERRAL)}
        if is_own and referral.topics
        else None,
        "texts": _cite_together(view, _basis(view)),
    }


def _cite(view: View, key: str) -> SaidSentence | None:
    return _together(view, (key,), "common.cited_texts") if key in view.constitution.texts else None


def _others(view: View) -> dict[str, list[SaidSentence]]:
    """The texts beside that of the mandate: of other bodies, which led to it, and those that nothing else tells."""
    texts = view.constitution.texts
    mandate = texts.get(MANDATE)
    keys = [key for key in _basis(view) if mandate is None or texts[key].citation != mandate.citation]
    founding = [key for key in keys if mandate and texts[key].adopted_by != mandate.adopted_by]
    elsewhere = [texts[key].citation for key in (MODALITIES, REFERRAL) if key in texts]
    told = [*founding, *(key for key in keys if texts[key].citation in elsewhere)]
    return {
        "founding": _cite_together(view, founding),
        "others": _cite_together(view, [key for key in keys if key not in told]),
        "every": _cite_together(view, keys),
    }


def _cite_together(view: View, keys: Iterable[str]) -> list[SaidSentence]:
    return [_together(view, group, "common.texts_in_view") for group in by_adopter(view, keys)]


def _background(view: View, key: str) -> Printable | None:
    text = view.constitution.texts.get(key)
    return view.words(text.background, view.charter("texts", key)) if text else None


def _basis(view: View) -> list[str]:
    """The keys of the texts that a paper rests on; not of those that only set days."""
    timing = {rule.basis for _, rule in view.standing.body.deadlines} - set(BASES)
    return [key for key in view.constitution.texts if key not in timing]


def references(view: View, printed: Iterable[Printable]) -> tuple[SaidSentence, ...]:
    """List the citations of a paper: legal texts, then documents."""
    every = facts_in(printed)
    cited_facts = [fact for fact in every if fact.kind in {"citation", "symbol"}]
    values = [fact.value for fact in cited_facts if fact.kind == "citation"]
    keys = [key for key, text in view.constitution.texts.items() if text.citation in values]
    texts = [_together(view, group, "common.reference") for group in by_adopter(view, keys)]
    named = (*(fact for fact in cited_facts if fact.kind == "symbol"), *_documents_named(view, every))
    symbols = sorted(
        named, key=lambda fact: [(word, int(number or 0)) for word, number in _PARTS.findall(str(fact.value))]
    )
    cited = (view.symbol(str(fact.value), *fact.records) for fact in symbols)
    documents = {one.text: one for one in cited if not view.is_own(str(one.value))}.values()
    if plain := [one for one in documents if not one.called]:
        texts.append(view.say("common.documents", documents=plain))
    texts += [view.say("common.called_document", document=one) for one in documents if one.called]
    return tuple(text.reword(capitalise(text.text)) for text in texts)


def _documents_named(view: View, facts: Iterable[TracedFact]) -> Iterator[TracedFact]:
    """The documents of records, where the words of theirs that are printed name them."""
    for fact in facts:
        for name in fact.records if fact.kind == "text" else ():
            document = _document_of(view, name)
            if document and re.search(rf"(?<![\w/.-]){re.escape(document)}(?![\w/(])", fact.text):
                yield view.symbol(document, name)


def _document_of(view: View, name: str) -> str | None:
    """The symbol of the document that a record gives, as this language cites it; None where it gives none."""
    try:
        document = view.standing.record(name).evidence.document
        return Symbol.parse(document).cite_in(view.tongue.language) if document else None
    except RequestError:  # no symbol, or a reference that is of no record
        return None


def by_adopter(view: View, keys: Iterable[str]) -> list[tuple[str, ...]]:
    """Group the keys of legal texts by the body that adopted them.

    They stand by their numbers. What the superior body adopted comes behind what it follows itself;
    what names no body comes last.
    """
    groups: dict[str, list[str]] = {}
    seen: list[object] = []
    cited = {key: view.tongue.pick(view.constitution.texts[key].citation)[0] for key in keys}
    for key in sorted(cited, key=lambda key: int(next(iter(_NUMBER.findall(cited[key])), 0))):
        text = view.constitution.texts[key]
        if text.citation in seen:
            continue
        seen.append(text.citation)
        groups.setdefault(view.tongue.pick(text.adopted_by)[0], []).append(key)
    superior = view.tongue.pick(view.constitution.superior_body)[0]
    return [tuple(groups[name]) for name in sorted(groups, key=lambda name: (not name, name == superior))]


def _together(view: View, keys: tuple[str, ...], sentence: str) -> SaidSentence:
    """Texts that one body adopted, with its name."""
    every, first = view.constitution.texts, keys[0]
    texts = [view.term(f"texts.{key}.citation", every[key].citation, view.charter("texts", key)) for key in keys]
    adopter = view.term(f"texts.{first}.adopted_by", every[first].adopted_by, view.charter("texts", first))
    return view.say(sentence, texts=[replace(text, kind="citation") for text in texts if text], adopter=adopter)
