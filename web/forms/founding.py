"""The first act of a register, filled in step by step.

Every step carries what the others hold, so that going back and forth loses
nothing, and nothing is kept at the server of whoever only tries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from starlette.datastructures import FormData, QueryParams

from escalade.services.acts.fields import Field, Kind, fields_of
from escalade.services.acts.parse import is_given, over, parse_value, put_field
from escalade.web.forms.form_data import Answers, inputs_of
from escalade.web.forms.parts import KEYS
from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.term import FIRST_OFFICERS, OF_A_CONSTITUTION
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, OFFICES, SECRETARIAT
from escalade.workflow.values.dates import UNKNOWN
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.step import BASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ACT = "constitute"
TONGUES, WHOLE = "tongue", "whole"
"""The inputs that hold the languages of the body, and what of a file no step asks for."""
NOT_CARRIED = frozenset({"step", "more", "at", "stepped"})
"""What a step says of itself."""
FURTHER = {"name": ("organisation", "established_as", "last_report")}
"""What is asked of a body once, beside what can be amended, by the first field of its step."""
STEPS = (*zip(OF_A_CONSTITUTION, KEYS, strict=True), (FIRST_OFFICERS, ("officers",)))
CHECK = len(STEPS)
"""The place of the last step, where all is looked at."""
BY_OFFICE = {office: f"field_officers__{office}" for office in OFFICES}
DESKS = frozenset({SECRETARIAT, COUNCIL_SECRETARIAT})


class BrokenFormError(RequestError):
    """What the steps carry of a file cannot be read any more."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "What this form carries of your file was changed on the way; open it anew, and choose the file."
        )


class Founding:
    """The first act as far as its steps were filled in."""

    act, focus, is_fresh, takes_time = ACT, "", True, False

    def __init__(self, form: FormData, language: str, titles: Mapping[str, str]) -> None:
        """Take what was typed.

        Args:
            form: what every step holds so far.
            language: that of the page, in which the body works unless another is chosen.
            titles: what the offices are called in it, to start from.
        """
        self.form = form
        chosen = [str(tag) for tag in form.getlist(TONGUES)]
        self.languages = tuple(dict.fromkeys(chosen)) or (language,)
        first = {f"field_office_titles__{office}.{language}": title for office, title in titles.items()}
        begun = "stepped" in form or WHOLE in form
        held = [*form.multi_items(), *(() if begun else first.items())]
        self.answers = Answers(FormData(held), QueryParams(), {})
        self.offered = tuple(dict.fromkeys((*LANGUAGES, *self.languages)))
        self.at = place_of(form)

    @property
    def more(self) -> str:
        """The list for which one more row is asked."""
        return self.answers.one("more")

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the step at hand, as any act asks for them."""
        return fields_at(self.at) if self.at < CHECK else ()

    def tongues_open(self, _language: str) -> tuple[str, ...]:
        """Every language that was chosen stands open."""
        return self.languages

    def choices(self, _field: Field) -> None:
        """Nothing is on record yet that could be offered."""

    def other_answers(self) -> Iterator[tuple[str, str]]:
        """What the other steps hold, and was typed."""
        shown = {name for field in self.fields for name in inputs_of(field, self.languages)}
        shown |= {"by", "since", *BY_OFFICE.values()} if "officers" in keys_at(self.at) else set()
        for name, value in self.answers.items():
            if name not in shown and name not in NOT_CARRIED and value.strip():
                yield name, value

    def hurdles(self) -> list[Hurdle]:
        """Which fields of this step have to be given."""
        return [Hurdle("", "body", "error", (key,), missing=True) for key in NEEDED]

    def collect_fields(self) -> dict[str, Any]:
        """The fields of the act, those typed over those of the file.

        Raises:
            RequestError: an answer cannot be read.
        """
        fields: dict[str, Any] = {}
        for place in range(CHECK):
            for field in fields_at(place):
                given = self.answers.read_field(field, self.languages)
                if is_given(field.option, given):
                    put_field(fields, field, parse_value(field, given))
        whole = parse_file_fields(self.answers.one(WHOLE))
        found = over(fields, {name: value for name, value in whole.items() if name != "officers"})
        found.setdefault("languages", {"note": list(self.languages)})
        officers = [*self._officers(whole.get("officers", []))]
        return {**found, **({"officers": officers} if officers else {})}

    def _officers(self, of_file: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The officers named here, with what the file says of them; then its others."""
        for office, name in BY_OFFICE.items():
            typed = self.answers.one(name).strip()
            known = next((one for one in of_file if one.get("office") == office), {})
            if typed and typed == known.get("name"):
                yield known
            elif typed:
                since = self.answers.one("since").strip() or UNKNOWN
                yield {"name": typed, "office": office, "since": since, "desk": office in DESKS}
            yield from (one for one in of_file if one.get("office") == office and one is not known)


NEEDED = ("name", "superior_body", "mandate", "membership", "seat", "time_zone", "symbol_series")
"""The keys of the fields that no body goes without."""


def place_of(form: FormData) -> int:
    """The step that is asked for, or the one at hand where a row was added."""
    asked = str(form.get("step") or "").removeprefix("to-")
    at = asked if asked.isascii() and asked.isdigit() else str(form.get("at") or "")
    return min(int(at), CHECK) if at.isascii() and at.isdigit() and len(at) < len("100") else CHECK


def keys_at(place: int) -> tuple[str, ...]:
    """The keys of the fields of a step."""
    keys = STEPS[place][1] if place < CHECK else ()
    return (*keys, *FURTHER.get(keys[0], ())) if keys else ()


def fields_at(place: int) -> tuple[Field, ...]:
    """The fields of a step; titles and legal texts are asked for one by one."""
    own = {field.key: field for field in fields_of(ACT)}
    return tuple(one for key in keys_at(place) for one in _taken_apart(own[key]))


def _taken_apart(field: Field) -> Iterator[Field]:
    if field.key == "office_titles":
        yield from (field._replace(path=(field.key, office), kind=Kind.TEXT) for office in OFFICES)
    elif field.key == "texts":
        yield from (field._replace(path=(field.key, basis, "citation"), kind=Kind.TEXT) for basis in BASES)
    elif field.kind is not Kind.FILE:
        yield field


def spread(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The inputs that hold the fields of a file, and the rest in one of them."""
    rest: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fields))
    name = rest.get("name")
    yield from ((TONGUES, tag) for tag in (name if isinstance(name, dict) else ()))
    for place in range(CHECK):
        for field in fields_at(place):
            inputs = [*_inputs_holding(field, _value_at(rest, field.path))]
            if inputs:
                _remove(rest, field.path)
            yield from inputs
    for one in rest.get("officers", ()):
        yield BY_OFFICE.get(str(one.get("office")), WHOLE), str(one.get("name", ""))
    yield WHOLE, msgspec.json.encode(rest).decode()


def _inputs_holding(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    """The inputs of one field with a value; none where it is of another shape."""
    name = field.parameter
    if field.kind is Kind.TEXT and _is_text(value):
        yield from ((f"{name}.{tag}", text) for tag, text in value.items())
    elif field.kind is Kind.TEXTS and isinstance(value, list) and all(map(_is_text, value)):
        yield from ((f"{name}.{tag}.{place}", text) for place, one in enumerate(value) for tag, text in one.items())
    elif field.kind is Kind.LINES and isinstance(value, list):
        yield name, "\n".join(map(str, value))
    elif field.kind in {Kind.LINE, Kind.DATE, Kind.COUNT} and isinstance(value, str | int):
        yield name, str(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _value_at(held: Any, path: Iterable[str]) -> Any:
    for name in path:
        held = held.get(name) if isinstance(held, dict) else None
    return held


def _remove(held: dict[str, Any], path: tuple[str, ...]) -> None:
    for name in path[:-1]:
        held = held[name]
    del held[path[-1]]


def step_of(keys: Iterable[str]) -> int:
    """The step in which a field is filled in; the last, where none is."""
    wanted = set(keys)
    return next(
        (place for place in range(CHECK) if wanted.intersection(keys_at(place))),
        CHECK if "by" not in wanted else CHECK - 1,
    )


def parse_file_fields(text: str) -> dict[str, Any]:
    """What the steps carry of a file.

    Raises:
        BrokenFormError: it is no longer what was given.
    """
    try:
        return msgspec.json.decode(text, type=dict[str, Any]) if text else {}
    except msgspec.MsgspecError as error:
        raise BrokenFormError from error
