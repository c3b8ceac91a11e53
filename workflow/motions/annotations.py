"""Read the annotation of a motion's field: its type, and its mark."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from escalade.workflow.motions.base import NOT_AT_HAND


def field_mark(annotation: Any) -> str | None:
    """Give the mark of a type: a date, a language, a number, a passage."""
    marks = getattr(annotation, "__metadata__", ()) if get_origin(annotation) is Annotated else ()
    return next((str(meta.extra["is"]) for meta in marks if getattr(meta, "extra", None) and "is" in meta.extra), None)


def plain(annotation: Any) -> tuple[Any, bool]:
    """A type without None, and whether its value may be *not at hand*."""
    if get_origin(annotation) not in {Union, types.UnionType}:
        return annotation, False
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    lacking = [kind for kind in kinds if get_origin(kind) is Literal and get_args(kind) == (NOT_AT_HAND,)]
    rest = [kind for kind in kinds if kind not in lacking]
    return rest[0], bool(lacking)


def bare(annotation: Any) -> Any:
    """A type without what is said of it, and without what may be missing."""
    if get_origin(annotation) is Annotated and field_mark(annotation) is None:
        return bare(get_args(annotation)[0])
    return plain(annotation)[0]
