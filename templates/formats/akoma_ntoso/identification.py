"""Identify a paper: its IRIs, its days, and what it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from lxml import etree

from escalade.templates.values.fact import TracedFact, plain
from escalade.templates.values.paper import Origin, Paper, Seal
from escalade.workflow.records.record import Record
from escalade.workflow.values.dates import When, when

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COUNTRY = "un"
"""The value that the profile gives every paper of an organisation in place of a country."""
CLASSES = {
    "note": ("doc", "report", "report"),
    "report": ("doc", "report", "reportParagraphs"),
    "notice": ("statement", "communication", "notice"),
    "call": ("statement", "communication", "invitation"),
    "circular": ("statement", "communication", "circular"),
    "agenda": ("debateReport", "agenda", "agendaListing"),
    "follow-up": ("doc", "report", "followUp"),
}
"""By kind of paper: the type of document, its subtype, and its name."""
LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
"""By language, its code in ISO 639-2, which expressions are named by."""
SYMBOLS = frozenset({"symbol", "draft-symbol"})
_PARTS = re.compile("[/#]")
_APART = re.compile(r"[^\w.]+")


def make_segment(text: str) -> str:
    """A text as one segment of an IRI.

    >>> make_segment("C17/51(Rev.1)")
    'C17-51-Rev.1'
    """
    return quote(_APART.sub("-", plain(text)).strip("-."))


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Add an element; attributes that are empty are left out."""
    given = {key: plain(value) for key, value in attributes.items() if value}
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", given)
    made.text = plain(text) or None
    return made


@dataclass(frozen=True)
class Identity:
    """What a paper is called, in every language and in its own."""

    paper: Paper
    origin: Origin

    @property
    def classes(self) -> tuple[str, str, str]:
        """Its type of document, subtype, and name."""
        return CLASSES[self.paper.kind]

    def fact(self, *keys: str) -> TracedFact | None:
        """The fact in the line of the masthead with one of these keys."""
        values = (row.value for row in self.paper.masthead if row.key in keys)
        return next((value for value in values if isinstance(value, TracedFact)), None)

    @cached_property
    def symbol(self) -> str:
        """Its symbol without language; empty where it has none yet."""
        fact = self.fact(*SYMBOLS)
        return plain(str(fact.value)) if fact and fact.kind == "symbol" else ""

    @cached_property
    def number(self) -> str:
        """Its number: the symbol, else its kind and what it is about."""
        return make_segment(self.symbol or f"{self.paper.kind}-{self.origin.about}")

    @cached_property
    def day(self) -> str:
        """Its day, else that of the last act it rests on.

        Where no such day is known it is the moment of the last record.
        """
        fact = self.fact("date")
        value = fact.value if fact else None
        if isinstance(value, When) and value.day:
            return value.day.isoformat()
        days = [day for act in self.origin.acts if (day := when(act.on).day)]
        return max(days).isoformat() if days else max(act.at for act in self.origin.acts)

    @cached_property
    def organ(self) -> str:
        """The body as a segment, from its own acronym or name."""
        return make_segment(self.origin.code.lower())

    @cached_property
    def work(self) -> str:
        """The IRI of the work: one for all its languages."""
        kind, subtype, _ = self.classes
        return f"/akn/{COUNTRY}/{kind}/{subtype}/{self.organ}/{self.day[:10]}/{self.number}"

    @cached_property
    def expression(self) -> str:
        """The IRI of the work in this language."""
        language = self.paper.tongue.language
        return f"{self.work}/{LANGUAGES.get(language, language)}@"

    def ontology(self, kind: str, *names: str) -> str:
        """The IRI of what a paper refers to: an organisation, an act, an office."""
        return "/".join(("/akn/ontology", kind, COUNTRY, self.organ, *(make_segment(name) for name in names)))


@dataclass
class References:
    """What a paper refers to, each once, in the order in which it is met."""

    identity: Identity
    _found: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def to(self, element: str, shown: str, *names: str) -> str:
        """The reference to something, which is noted."""
        return f"#{self._note(element, shown, names or (shown,))}"

    def _note(self, element: str, shown: str, names: tuple[str, ...]) -> str:
        place = (element, "/".join(names))
        if place not in self._found:
            kind = element.removeprefix("TLC").lower()
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            self._found[place] = (f"{kind}_{number}", self.identity.ontology(kind, *names), shown)
        return self._found[place][0]

    def to_records(self, records: tuple[str, ...]) -> str:
        """The references to records."""
        return " ".join(self.to("TLCEvent", record, *_PARTS.split(record)) for record in records)

    def write(self, meta: etree._Element) -> None:
        """Write what was noted into the metadata of the paper."""
        made = add(meta, "references", source=self.group)
        add(made, "original", eId="original", href=self.identity.expression, showAs=self.citation)
        for (element, _), (name, iri, shown) in self._found.items():
            kind = "document" if element == "TLCReference" else ""
            add(made, element, eId=name, href=iri, showAs=shown or name, name=kind)

    @property
    def citation(self) -> str:
        """The paper as it is cited: by its symbol, or its title."""
        return self.identity.symbol or self.identity.paper.title.text

    @property
    def group(self) -> str:
        """The reference to the body."""
        return self.to("TLCOrganization", self.identity.origin.name, "group")


def identify(meta: etree._Element, known: References, seal: Seal | None, component: str = "main") -> None:
    """Write the identification: the work, its expression, its manifestation."""
    identity = known.identity
    made = add(meta, "identification", source=known.group)
    language = identity.paper.tongue.language
    _, subtype, name = identity.classes
    work = _level(made, "FRBRWork", identity.work, f"/!{component}", known)
    add(work, "FRBRcountry", value=COUNTRY)
    add(work, "FRBRsubtype", value=subtype)
    add(work, "FRBRnumber", value=identity.number)
    add(work, "FRBRname", value=name)
    expression = _level(made, "FRBRExpression", identity.expression, f"/!{component}", known)
    add(expression, "FRBRlanguage", language=LANGUAGES.get(language, language))
    file = _level(made, "FRBRManifestation", identity.expression, f"/!{component}", known, ".xml")
    if seal:
        file.insert(2, add(file, "FRBRalias", name="escalade-seal", value=str(seal)))
    add(file, "FRBRformat", value="application/xml")


def _level(
    parent: etree._Element, name: str, iri: str, component: str, known: References, ending: str = ""
) -> etree._Element:
    """One of the levels at which a paper is identified."""
    made = add(parent, name)
    add(made, "FRBRthis", value=f"{iri}{component}{ending}")
    add(made, "FRBRuri", value=f"{iri}{ending}")
    add(made, "FRBRdate", date=known.identity.day, name="document" if name == "FRBRWork" else "version")
    add(made, "FRBRauthor", **{"href": known.group, "as": known.to("TLCRole", "author")})
    return made


def tell_life(meta: etree._Element, known: References) -> None:
    """Write the publication, the life cycle, and the acts of the procedure."""
    identity = known.identity
    dated = identity.fact("date")
    records = known.to_records(dated.records if dated else (identity.origin.acts[-1].reference,))
    add(
        meta,
        "publication",
        date=identity.day,
        name="document" if dated else "draft",
        showAs=known.citation,
        number=identity.symbol,
    )
    cycle = add(meta, "lifecycle", source=known.group)
    add(cycle, "eventRef", date=identity.day, source="#original", refersTo=records, type="generation")
    flow = add(meta, "workflow", source=known.group)
    for act in identity.origin.acts:
        _write_step(flow, act, known)


def _write_step(flow: etree._Element, act: Record, known: References) -> None:
    """Write one act.

    Where its day is not known, the moment of its record stands there, and the
    day as it was recorded is referred to.
    """
    day = when(act.on).day
    event, said = known.to_records((act.reference,)), known.to("TLCProcess", act.act)
    attributes = {"date": day.isoformat() if day else act.at, "by": known.group, "refersTo": f"{event} {said}"}
    if not day:
        attributes["refersTo"] += f" {known.to('TLCConcept', act.on, 'day', act.on)}"
    if act.office:
        titles = known.identity.paper.tongue.pack.words.get("office", {})
        attributes["as"] = known.to("TLCRole", titles.get(act.office, act.office), act.office)
    add(flow, "step", outcome=known.to("TLCConcept", act.after, "state", act.after), **attributes)
