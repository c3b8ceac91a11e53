"""The register as one visitor may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from escalade.models.view import seen_through
from escalade.web.scoped_reader import ScopedReader
from escalade.workflow.errors import UnknownReferenceError
from escalade.workflow.once import once
from escalade.workflow.when import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.models.queries import Reader
    from escalade.workflow.standing import Standing

S = TypeVar("S")


class Sight:
    """The register as one visitor may see it, at one moment."""

    def __init__(self, register: Reader, officer: str, past: Mapping[str, str] | None = None) -> None:
        """Look at a register for an officer, or for anybody; `past` says which earlier one it is."""
        self._source, self.officer, self.past = register, officer, past or {}

    @once
    def register(self) -> Reader:
        """The register, in which nothing is found that the visitor may not see."""
        return self._source if self.audience == "office" else ScopedReader(self._source, self.audience)

    @once
    def whole(self) -> Standing:
        """All that there is, as the procedure sees it; never to be shown."""
        return self._source.standing()

    @once
    def offices(self) -> tuple[str, ...]:
        """The offices that the visitor holds today."""
        if not self.officer:
            return ()
        return self.whole.body.offices_of(self.officer, when(self.whole.today.isoformat()))

    @once
    def audience(self) -> str:
        """For whom what they see is: the public, members, or the office."""
        return "office" if self.offices else "members" if self.officer else "public"

    @once
    def standing(self) -> Standing:
        """What the visitor may see."""
        if self.audience != "office":
            return self.register.standing()
        return seen_through(self.register.subjects(self.audience), self.whole)

    def found(self, reference: str, kind: type[S]) -> S:
        """A subject of a kind, where the visitor may see any of it.

        Raises:
            UnknownReferenceError: there is none that they may see.
        """
        subject = self.standing.subjects.get(reference)
        if not isinstance(subject, kind):
            raise UnknownReferenceError(reference, kind=kind.__name__.lower())
        return subject

    @once
    def seal(self) -> str:
        """The size and root of the record that a page is drawn from."""
        return f"{self.register.size()}.{self.register.root()}"
