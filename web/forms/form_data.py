"""Answers that a form brought, or an address asked for."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import zip_longest
from time import time
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Request
from starlette.datastructures import FormData, ImmutableMultiDict, UploadFile

from escalade.models.server.store import find_held, hold_file
from escalade.services.acts.field_file import fields_in
from escalade.services.acts.fields import Field, Kind
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import Here, Visit
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.values.dates import UNKNOWN
from escalade.workflow.values.errors import RequestError

MONTH = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
CUT = {"month": len("2017-05"), "year": len("2017")}
"""How much of a day is taken where less of it is known."""
VOTES = ("for", "against", "abstaining")
"""The boxes for the counts of a vote."""
GIVEN_TWICE = "The form gives “{name}” twice, and there is room for one; give it once."
UNKNOWN_INPUT = "The form gives “{name}”, which this act does not take; nothing was recorded."
MOST_FIELDS, MOST_FILES, MOST_TEXTS = 1200, 20, 40


async def read_form(request: Request) -> AsyncIterator[FormData]:
    """The form of a request; its files are closed behind it."""
    async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES) as form:
        yield form


Posted = Annotated[FormData, Depends(read_form)]
"""The form of a request, as a page asks for it."""


def require_own_form(visit: Here, form: Posted) -> FormData:
    """Refuse a form that this session was not given."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    return form


OwnForm = Annotated[FormData, Depends(require_own_form)]
"""The form of a request, which this session was given."""


_REFERENCE = re.compile(r"session/[^#\s][^#\n]*#\d+|\S+")


def split_references(text: str) -> list[str]:
    """Split a line into what it names; the name of a session may hold spaces.

    >>> split_references("2020/fog#2 session/Assembly 2020#1  2020/horn#1")
    ['2020/fog#2', 'session/Assembly 2020#1', '2020/horn#1']
    """
    return _REFERENCE.findall(text)


class Day(NamedTuple):
    """A day as a form asks for it: how well it is known, and what is known."""

    how: str = ""
    """Empty for one day; `by` for that day at the latest, `month`, `year`, `between`, or `unknown`."""
    day: str = ""
    month: str = ""
    time: str = ""
    until: str = ""
    """The later of two days, where it lies between them."""

    @property
    def text(self) -> str:
        """The day as a record has it; none, to be refused, where little is said.

        >>> Day("by", "2017-05-24").text, Day("month", month="2017-05").text, Day("year", "2017-05-24").text
        ('..2017-05-24', '2017-05', '2017')
        >>> Day("between", "2017-05-22", until="2017-05-24").text, Day("unknown").text
        ('2017-05-22..2017-05-24', 'unknown')
        """
        if self.how == "unknown":
            return UNKNOWN
        if self.how in CUT:
            return (self.month or self.day)[: CUT[self.how]] or self.how
        known = self.day or self.month
        if self.how == "between":
            return f"{known}..{self.until}"
        if self.how == "by":
            return f"..{known}"
        return f"{known}T{self.time}" if self.time else known

    @property
    def can_be_picked(self) -> bool:
        """Whether browsers take the day and the month in a picker.

        >>> Day(day="2017-05-24").can_be_picked, Day(day="yesterday").can_be_picked
        (True, False)
        """
        days = filter(None, (self.day, self.until, self.month and f"{self.month}-01"))
        try:
            return all(date.fromisoformat(text).isoformat() == text for text in days)
        except ValueError:
            return False


def split_day(text: str) -> Day:
    """A day of a record, taken apart for a form; what is none stays as typed.

    >>> split_day("2017-05-24T10:30")
    Day(how='', day='2017-05-24', month='', time='10:30', until='')
    """
    if text == UNKNOWN:
        return Day(UNKNOWN)
    begin, dots, end = text.partition("..")
    if begin and dots:
        return Day("between", begin, until=end)
    how, text = ("by", end) if dots else ("", text)
    if MONTH.fullmatch(text):
        return Day(how or ("year" if len(text) == CUT["year"] else "month"), month=text)
    day, _, time = text.partition("T")
    return Day(how, day, time=time)


MultiDict = ImmutableMultiDict[str, str]
NOBODY_ASKED: MultiDict = ImmutableMultiDict()
NOTHING_HELD: Mapping[str, str] = MappingProxyType({})


class Answers:
    """The answers typed into the fields of an act, so that they can stay."""

    def __init__(
        self, form: FormData | None = None, query: MultiDict = NOBODY_ASKED, held: Mapping[str, str] = NOTHING_HELD
    ) -> None:
        """Take a form that came; before one did, what the address asks and the register holds, by names of inputs."""
        self.came, self._form = form is not None, form or FormData()
        self._query, self._held = query, dict(held)

    def hold(self, known: Mapping[str, str]) -> None:
        """Take what the register knows besides; what is held goes before it."""
        self._held = {**known, **self._held}

    def all(self, name: str, key: str = "") -> list[str]:
        """Every text typed into inputs of one name."""
        if not self.came:
            asked = self._query.getlist(key) if key else []
            return asked or ([self._held[name]] if name in self._held else [])
        return [plain(text) for text in self._form.getlist(name) if isinstance(text, str)]

    def one(self, name: str, key: str = "") -> str:
        """The text typed into an input."""
        return next(iter(self.all(name, key)), "")

    def single(self, name: str) -> str:
        """The one text typed into an input."""
        given = dict.fromkeys(self.all(name))
        if len(given) > 1:
            raise RequestError("given-twice", GIVEN_TWICE, name=name)
        return next(iter(given), "")

    def refuse_others(self, fields: Iterable[Field], languages: Sequence[str]) -> None:
        """Refuse answers to none of these fields, or in none of these languages."""
        known = {name for field in fields for name in inputs_of(field, languages)}
        for name, value in self._form.multi_items():
            typed = value.filename if isinstance(value, UploadFile) else value.strip()
            if name.startswith("field_") and typed and name not in known:
                raise RequestError("unknown-input", UNKNOWN_INPUT, name=name)

    def files(self, name: str) -> list[dict[str, Any]]:
        """The fields that an uploaded file holds; none where there is none."""
        files = [one for one in self._form.getlist(name) if isinstance(one, UploadFile) and one.filename]
        if len(files) > 1:
            raise RequestError("given-twice", GIVEN_TWICE, name=name)
        return [fields_in(one.filename or "", one.file.read()) for one in files]

    def read_field(self, field: Field, languages: Sequence[str]) -> Any:
        """Read a field as its option would have been given."""
        name, kind = field.parameter, field.kind
        if self.one(f"{name}.lacking"):
            return ("not-at-hand",) if kind in {Kind.TEXT, Kind.TEXTS} else "not-at-hand"
        if kind in {Kind.TEXT, Kind.TEXTS}:
            return self._in_languages(field, languages)
        read: Callable[[Answers, Field], Any] = READ.get(kind, Answers.read_line)
        return read(self, field)

    def read_pairs(self, field: Field) -> tuple[str, ...]:
        """Keys with their values, in lines or typed beside each other."""
        name, of_records = field.parameter, field.of.keys == "record"
        beside = [(key, value) for key, value in self.pairs(name) if value or not of_records]
        return (*self.rows(name), *(f"{key}={value}" if value else key for key, value in beside))

    def read_votes(self, field: Field) -> str | None:
        """The counts of a vote, from its boxes."""
        counts = [self.single(f"{field.parameter}.{part}").strip() for part in VOTES]
        return ",".join(counts) if any(counts) else None

    def read_line(self, field: Field) -> str | int | None:
        """One line, or a count."""
        text = self.single(field.parameter).strip()
        return int(text) if field.kind is Kind.COUNT and text.isascii() and text.isdigit() else text or None

    def rows(self, name: str, key: str = "") -> list[str]:
        """What is typed into the rows of a list, each line in one."""
        return [line.strip() for text in self.all(name, key) for line in text.splitlines() if line.strip()]

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """The keys and values typed beside each other; empty rows are left out."""
        typed = zip_longest(self.all(f"{name}.key"), self.all(f"{name}.value"), fillvalue="")
        return [(key.strip(), value.strip()) for key, value in typed if key.strip() or value.strip()]

    def keys_and_values(self, name: str, key: str = "") -> list[tuple[str, str]]:
        """The keys and values of a list, however they were given."""
        lines = (line.partition("=") for line in self.rows(name, key))
        return [*((before.strip(), after.strip()) for before, _, after in lines), *self.pairs(name)]

    def date(self, name: str, key: str = "") -> str:
        """A day as it was picked or said; one that is written out stays as it is."""
        return self.day(name, key).text

    def day(self, name: str, key: str = "") -> Day:
        """The parts of a day, as a form shows them."""
        text = (self.single(name) if self.came or not key else self.one(name, key)).strip()
        typed = split_day(text)
        parts = (self.single(f"{name}.{part}").strip() for part in ("how", "month", "time", "until"))
        how, month, time, until = parts
        return Day(how or typed.how, typed.day, month or typed.month, time or typed.time, until or typed.until)

    def _in_languages(self, field: Field, languages: Sequence[str]) -> tuple[str, ...]:
        names = ((tag, f"{field.parameter}.{tag}{place}") for tag in languages for place in places_of(field))
        return tuple(f"{tag}={text}" for tag, name in names if (text := self.single(name).strip()))

    def texts(self, field: Field, languages: Sequence[str]) -> Any:
        """A text in its languages, or the list of those that are not empty."""
        names = ([(tag, f"{field.parameter}.{tag}{place}") for tag in languages] for place in places_of(field))
        said = [{tag: text for tag, name in some if (text := self.single(name).strip())} for some in names]
        return said[0] if field.kind is Kind.TEXT else list(filter(None, said))

    def is_emptied(self, field: Field, languages: Sequence[str]) -> bool:
        """Whether a text that the form showed came back empty in all languages."""
        names = [f"{field.parameter}.{tag}" for tag in languages]
        is_empty = self.came and not any(self.one(name).strip() for name in names)
        return is_empty and field.kind is Kind.TEXT and any(name in self._held for name in names)

    def count(self, field: Field, languages: Sequence[str]) -> int:
        """How many texts are typed into a field that takes several."""
        names = (f"{field.parameter}.{tag}.{{}}" for tag in languages)
        typed = [place for name in names for place in range(MOST_TEXTS) if self.one(name.format(place)).strip()]
        return max(typed, default=-1) + 1


READ: dict[Kind, Callable[[Answers, Field], Any]] = {
    **dict.fromkeys((Kind.FLAG, Kind.OTHERS), lambda answers, field: bool(answers.single(field.parameter))),
    **dict.fromkeys((Kind.PAIRS, Kind.ANY), Answers.read_pairs),
    Kind.DATE: lambda answers, field: answers.date(field.parameter) or None,
    Kind.LINES: lambda answers, field: tuple(answers.rows(field.parameter)),
    Kind.VOTES: Answers.read_votes,
}
"""By kind of field, how what was typed is read; other fields are a line."""


def inputs_of(field: Field, languages: Sequence[str]) -> Iterator[str]:
    """The names of the inputs of a field."""
    name = field.parameter
    if field.may_lack:
        yield f"{name}.lacking"
    pair = ("key", "value")
    parts = {Kind.DATE: ("how", "month"), Kind.PAIRS: pair, Kind.ANY: pair, Kind.VOTES: VOTES}
    yield from (f"{name}.{part}" for part in parts.get(field.kind, ()))
    if field.kind is not Kind.VOTES:
        yield name
    if field.kind in {Kind.TEXT, Kind.TEXTS}:
        yield from (f"{name}.{tag}{place}" for tag in languages for place in places_of(field))


def places_of(field: Field) -> list[str]:
    """What tells the texts of a field apart that takes several."""
    return [f".{place}" for place in range(MOST_TEXTS)] if field.kind is Kind.TEXTS else [""]


def hold(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    """The inputs of a field as they show a value: `read_field` turned round."""
    name = field.parameter
    if value == NOT_AT_HAND and field.may_lack:
        yield f"{name}.lacking", "1"
    elif field.kind is Kind.TEXT and value:
        yield from ((f"{name}.{tag}", text) for tag, text in value.items())
    elif field.kind is Kind.TEXTS and value:
        yield from ((f"{name}.{tag}.{place}", text) for place, one in enumerate(value) for tag, text in one.items())
    elif field.kind is Kind.VOTES and value:
        yield from ((f"{name}.{part}", str(count)) for part, count in zip(VOTES, value.values(), strict=True))
    elif field.kind is Kind.PAIRS and value:
        yield name, "\n".join(f"{key}={said}" for key, said in value.items())
    elif field.kind is Kind.LINES and value:
        yield name, "\n".join(value)
    elif value or (field.kind is Kind.COUNT and value == 0):
        yield name, "1" if value is True else str(value)


def plain(text: str) -> str:
    """A text with the line ends that records have."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_GONE = "A file that you chose waits here no longer: untick it, and choose it once more."
INPUTS = frozenset({"attach", "file", "pdf", "returned"})
"""The inputs of files that are attached or issued."""
WAITS = "waits."
"""How the name of an input begins that tells of the file of a field."""


def hold_sent(visit: Here, form: Posted) -> FormData:
    """The form, each file of it held and told by its hash and name.

    So nobody chooses a file again while what was typed is looked at or mended.
    """
    if not visit.carries(form.get("form")):
        return form
    items = form.multi_items()
    chosen = {name for name, sent in items if isinstance(sent, UploadFile) and sent.filename}
    return FormData([pair for name, sent in items for pair in _hold(visit, name, sent, chosen)])


def _hold(visit: Visit, name: str, sent: UploadFile | str, chosen: set[str]) -> Iterator[tuple[str, UploadFile | str]]:
    """What becomes of an input: a file waits, and that of a field is there again unless another was chosen."""
    field = name.removeprefix(WAITS)
    if name in INPUTS:
        yield name, _held(visit, sent)
    elif field == name:
        yield name, sent
        if name in chosen:
            yield f"{WAITS}{name}", _held(visit, sent)
    elif field not in chosen:
        title, data = files_in(visit, FormData([(name, sent)]), name)[0]
        yield field, UploadFile(BytesIO(data), filename=title)
        yield name, sent


def _held(visit: Visit, sent: UploadFile | str) -> str:
    if isinstance(sent, str) or not sent.filename:
        return sent if isinstance(sent, str) else ""
    file = (sent.filename, sent.file.read())
    sent.file.seek(0)
    return f"{hold_file(visit.app_state.store, visit.officer, file, time())} {sent.filename}"


Held = Annotated[FormData, Depends(hold_sent)]
"""The form of a request that may bring files, as a page asks for it."""


def files_in(visit: Visit, form: FormData, name: str) -> list[tuple[str, bytes]]:
    """The files that an input brought, now or before, by their names."""
    told = dict.fromkeys(text.partition(" ")[0] for text in form.getlist(name) if isinstance(text, str) and text)
    found = find_held(visit.app_state.store, visit.officer, told, time())
    if len(found) < len(told):
        raise RequestError("file-gone", _GONE)
    return found


def file_in(visit: Visit, form: FormData, name: str) -> tuple[str, bytes] | None:
    """The one file of an input that takes one: what was chosen last."""
    sent = [text for text in form.getlist(name) if text]
    return files_in(visit, FormData([(name, sent[-1])]), name)[0] if sent else None
