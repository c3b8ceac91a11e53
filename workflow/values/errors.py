"""Every refusal: one root, one class for each failure, facts not prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.workflow.values.remedy import Cause
    from escalade.workflow.values.step import Step


class EscaladeError(Exception):
    """The root of all; `str()` is a full sentence for the user."""

    exit_code: ClassVar[int] = 1
    where: str = ""
    """The file, line and act at fault, where acts are read from a file."""

    def __str__(self) -> str:
        """The sentence, behind the place it is about."""
        sentence = super().__str__()
        return f"{self.where}: {sentence}" if self.where else sentence


class RegisterError(EscaladeError):
    """The register is absent, locked, unwritable, older or newer."""


class PaperError(EscaladeError):
    """A paper lacks a template, a fact, a glyph or a language."""


class LedgerError(EscaladeError):
    """The record was altered; says what and where."""

    exit_code: ClassVar[int] = 4


class RequestError(EscaladeError):
    """The request is malformed: a date, a size, a character, a reference."""

    exit_code: ClassVar[int] = 2


class FieldError(RequestError):
    """One field of a motion is malformed."""

    def __init__(self, field: str, problem: str) -> None:
        """Name the field and what is wrong with it."""
        self.field = field
        super().__init__(f"The field “{field}” {problem}.")


class UnknownReferenceError(RequestError):
    """Nothing in the register bears that reference."""

    def __init__(self, reference: str, *, kind: str, nearest: Sequence[str] = ()) -> None:
        """Name what was asked for and the nearest there is."""
        self.reference, self.kind, self.nearest = reference, kind, tuple(nearest)
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
        way = (
            (" If not, enter it first (convene)." if nearest else " Enter it first (convene).")
            if kind in {"meeting", "session"}
            else ""
        )
        super().__init__(f"There is no {kind} “{reference}” in this register.{hint}{way}")


class AmbiguousReferenceError(RequestError):
    """A short reference fits more than one topic."""

    def __init__(self, reference: str, candidates: Sequence[str]) -> None:
        """Name the reference and all that it may mean."""
        self.reference, self.candidates = reference, tuple(candidates)
        super().__init__(
            f"“{reference}” may mean {', '.join(candidates[:-1])} or {candidates[-1]}; write the reference in full."
        )


class RefusalError(EscaladeError):
    """The procedure says no: whatever a row demands is not so."""

    exit_code: ClassVar[int] = 3
    causes: tuple[Cause, ...] = ()


class StepNotAllowedError(RefusalError):
    """The table has no such row; says what it has instead."""

    def __init__(self, reference: str, state: str | None, act: str, instead: Sequence[Step]) -> None:
        """Name the subject, its state, the act, and the rows there are."""
        self.reference, self.state, self.act, self.instead = reference, state, act, tuple(instead)
        stands = f"is {state}" if state else "does not exist yet"
        acts = list(dict.fromkeys(step.act for step in instead if step.stands_alone))
        possible = f"From here the procedure has: {', '.join(acts)}." if acts else "Nothing follows from here."
        super().__init__(f"“{act}” is not a step for {reference}, which {stands}. {possible}")


class RulesBrokenError(RefusalError):
    """The row exists and its rules are broken: every cause at once."""

    def __init__(self, act: str, causes: Sequence[Cause]) -> None:
        """Gather every cause, each with its remedy."""
        self.act, self.causes = act, tuple(causes)
        lines = "".join(f"\n- {cause.sentence}" for cause in causes)
        count = "one reason" if len(causes) == 1 else f"{len(causes)} reasons"
        super().__init__(f"“{act}” is refused for {count}:{lines}")


class MovedMeanwhileError(RefusalError):
    """Someone else acted on what the act stands on."""

    def __init__(self, reference: str, newest: str) -> None:
        """Name what moved and its newest record."""
        self.reference, self.newest = reference, newest
        super().__init__(
            f"{reference} has moved meanwhile: its newest record is {newest}. "
            "Look at it, then try again if the act still applies."
        )
