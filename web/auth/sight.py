"""The register as one visitor may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from escalade.models.views.view import view_of
from escalade.services.views.confidentiality import audience_at
from escalade.web.auth.scoped_reader import ScopedReader
from escalade.workflow.values.cached_property import once
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.models.reader import Reader
    from escalade.workflow.subjects.standing import Standing

S = TypeVar("S")


class Sight:
    """The register as one visitor may see it, at one moment."""

    def __init__(
        self, register: Reader, officer: str, past: Mapping[str, str] | None = None, seen_as: str = ""
    ) -> None:
        """Look at a register for an officer, or for anybody.

        Args:
            register: the register, whole.
            officer: who looks; empty for strangers.
            past: which earlier register it is, where it is one.
            seen_as: the public, where an officer wants to see no more than that.
        """
        self._source, self.officer, self.past, self.seen_as = register, officer, past or {}, seen_as

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
        if not self.officer or self.seen_as:
            return ()
        return self.whole.body.offices_of(self.officer, when(self.whole.today.isoformat()))

    @once
    def audience(self) -> str:
        """For whom what they see is: the public, members, or the office."""
        if self.seen_as:
            return self.seen_as
        return "office" if self.offices else "members" if self.officer else "public"

    @once
    def standing(self) -> Standing:
        """What the visitor may see."""
        if self.audience != "office":
            return self.register.standing()
        return view_of(self.register.subjects(self.audience), self.whole)

    def found(self, reference: str, kind: type[S]) -> S:
        """A subject of a kind, where the visitor may see any of it.

        Raises:
            UnknownReferenceError: there is none that they may see.
        """
        subject = self.standing.subjects.get(reference)
        if not isinstance(subject, kind):
            raise UnknownReferenceError(reference, kind=kind.__name__.lower())
        return subject

    def standing_of(self, audience: str) -> Standing:
        """What an audience may see."""
        return self._source.standing(reader=audience)

    def audience_at(self, reference: str) -> str:
        """For whom is what the visitor sees of a subject or a record."""
        return audience_at(reference, self.standing.subjects, self._source, self.audience)

    @once
    def seal(self) -> str:
        """The size and root of the record that a page is drawn from."""
        return f"{self.register.size()}.{self.register.root()}"
