"""The form of an act: prepared, shown, and shown again with what is wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from escalade.web.forms.act import Doing, possible
from escalade.web.forms.form_data import Answers
from escalade.web.forms.question import held_inputs
from escalade.web.middleware.as_of import ActInThePastError
from escalade.web.middleware.errors import NoOfficeError, OtherOfficeError, SeenAsPublicError
from escalade.web.rendering.address import reference_at
from escalade.workflow.graph import way
from escalade.workflow.values.errors import (
    UnknownReferenceError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData

    from escalade.web.auth.sight import Sight
    from escalade.web.middleware.request_context import Visit

D = TypeVar("D", bound=Doing)
FORM = "act/form.html"


def officer_in(sight: Sight) -> None:
    """Refuse whoever holds no office today.

    Raises:
        SeenAsPublicError: the visitor sees as the public does.
        NoOfficeError: the visitor holds none.
    """
    if sight.seen_as:
        raise SeenAsPublicError
    if not sight.offices:
        raise NoOfficeError(sight.officer)


def holder_in(sight: Sight, *offices: str) -> None:
    """Refuse whoever holds none of the offices that a room is for.

    Raises:
        NoOfficeError: the visitor holds no office today.
        OtherOfficeError: they hold another one.
    """
    officer_in(sight)
    if not set(offices) & set(sight.offices):
        raise OtherOfficeError(sight.officer, sight.offices, offices)


def find_reference(reference: str, sight: Sight) -> str:
    """A reference of something that is on record.

    Raises:
        UnknownReferenceError: nothing is so called.
    """
    return sight.register.resolve(reference)


def prepare_form(
    visit: Visit,
    place: str,
    act: str,
    sight: Sight,
    form: FormData | None,
    kind: type[D],
    *,
    given: Mapping[str, str] = MappingProxyType({}),
    offices: tuple[str, ...] = (),
) -> D:
    """An act on a subject, as far as it was answered.

    Args:
        visit: the visit.
        place: the path of the subject.
        act: the act, as addresses write it.
        sight: what the visitor may see.
        form: what was posted; None where the page is opened.
        kind: how the room reads the answers.
        given: what the room knows already, by the names of inputs.
        offices: for whom the room is; every office where none is named.

    Raises:
        NoOfficeError: the visitor holds no office.
        OtherOfficeError: they hold another one than the room is for.
        UnknownReferenceError: there is no such subject, or act on it.
        ActInThePastError: the register is looked at as it was.
    """
    if sight.past:
        raise ActInThePastError
    holder_in(sight, *(offices or sight.offices))
    reference = find_reference(reference_at(place), sight)
    name = act.replace("-", " ")
    subject = sight.whole.subject(reference)
    if not possible(name, subject):
        raise UnknownReferenceError(act, kind="act on this page")
    answers = Answers(form, visit.request.query_params, {**held_inputs(name, subject), **given})
    return kind(name, reference, answers, sight)


def facts(doing: Doing) -> dict[str, Any]:
    """What the page of an act shows, whatever came before."""
    seen = doing.answers.one("seen") or doing.sight.register.newest()
    return {
        "doing": doing,
        "way": way(doing.subject.kind, doing.subject.state, doing.act) if not doing.is_new else (),
        "seen": seen,
        "hurdles": [],
        "records": [],
        "warnings": [],
        "problem": "",
        "problem_key": "",
        "moved": [],
    }
