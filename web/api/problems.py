"""The types of problems that calls tell (RFC 9457, 3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from escalade.services.views.shape import Shape
from escalade.web.api.call import After, Calling, Limit, Page, data, validate
from escalade.web.api.schema import ANYONE, reads
from escalade.web.middleware.error_handlers import DEFECT, PROBLEMS, slug_of
from escalade.web.middleware.errors import UnknownProblemError
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUTER = APIRouter()
BESIDES = {
    "CallError": "There is no such call, or not by that method.",
    "ParameterError": "A parameter of a call is not of its shape.",
    "Defect": DEFECT,
}
"""Problems that no error of ours tells."""


class ProblemType(Shape):
    """A type of problem: where it is told, and what it means."""

    type: str
    error: str
    """The name by which `error` of a problem has it."""
    meaning: str


@ROUTER.get("/problems", responses=reads(list[ProblemType], "Every type."), openapi_extra={"security": ANYONE})
def problems(call: Calling, after: After = "", limit: Limit = 100) -> Response:
    """Every type of problem that a call may tell, by the name of its error."""
    behind = sorted((one for one in list_types() if one.error > after), key=lambda one: one.error)
    onward = behind[limit - 1].error if len(behind) > limit else ""
    return validate(data(behind[:limit], call.link_onward(Page(behind[:limit], onward))), call.request)


@ROUTER.get("/problems/{name}", responses=reads(ProblemType, "What it means."), openapi_extra={"security": ANYONE})
def problem(call: Calling, name: Annotated[str, Path(max_length=100, pattern="^[a-z-]+$")]) -> Response:
    """What a type of problem means: the address that its `type` gives."""
    found = next((one for one in list_types() if one.type == f"{PROBLEMS}/{name}"), None)
    if found is None:
        raise UnknownProblemError(name)
    return validate(data(found, {}), call.request)


def list_types() -> Iterator[ProblemType]:
    """List every type: the errors there are, and what each means."""
    meant = {kind.__name__: (kind.__doc__ or "").strip().partition("\n")[0] for kind in kinds_below(EscaladeError)}
    for error, meaning in {**meant, **BESIDES}.items():
        yield ProblemType(type=f"{PROBLEMS}/{slug_of(error)}", error=error, meaning=meaning)


def kinds_below(kind: type[EscaladeError]) -> Iterator[type[EscaladeError]]:
    """List an error and all that are more exact than it."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds_below(below)
