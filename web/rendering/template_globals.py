"""Small pieces that stand on pages many times over: functions, not macros."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from escalade.services.views.confidentiality import MARKED
from escalade.web.i18n.term import AND, BY_FOR
from escalade.web.rendering.address import address
from escalade.web.rendering.messages import messages_in
from escalade.web.rendering.record_view import name_members

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escalade.web.i18n.wording import Wording
    from escalade.workflow.motions import Voiced
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


NOTHING = Markup("")


class Pieces:
    """The pieces in one language, their links with one prefix."""

    def __init__(self, language: str, wording: Wording, prefix: str) -> None:
        """Say them as a language does."""
        self._explained, self._chosen = messages_in(language), wording.chosen
        self._term, self._prefix = wording.filters()["term"], prefix
        self._moved = lru_cache(self._way)
        to = escape(self._term("to"))
        self._arrow = f' <span aria-hidden="true">→</span><span class="hidden">{to}</span> '

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What pages call those that say a value."""
        return {"linked": self.linked, "moved": self.moved, "by": self.by, "explained": self._explained}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What pages call those that set a value in an element."""
        of_names: dict[str, Callable[..., Any]] = {"holders": self.holders, "listed": self.listed}
        return {"text": self.text, "passage": self.passage, "state": self.state, "mark": self.mark, **of_names}

    def text(self, value: Any) -> str:
        """A text in the best of its languages; another language is marked."""
        said = self._chosen(value)
        if not said.language:
            return said.words
        return Markup(f'<span lang="{escape(said.language)}">{escape(said.words)}</span>')  # noqa: S704  # escaped just before

    def passage(self, value: Any) -> Markup:
        """A text that stands by itself."""
        said = self._chosen(value)
        language = f' lang="{escape(said.language)}"' if said.language else ""
        return Markup(f'<div class="passage"{language}>{escape(said.words)}</div>\n')  # noqa: S704  # escaped just before

    def holders(self, motion: Voiced, standing: Standing) -> Markup:
        """Whose a position or statement is, each by name."""
        return self.listed(name_members(motion.whose, standing))

    def listed(self, values: Sequence[Any]) -> Markup:
        """Texts as one list: a, b and c."""
        *others, last = [escape(self.text(value)) for value in values]  # escaped just before
        if not others:
            return last
        return Markup(escape(self._term(AND))) % {"a": Markup(", ").join(others), "b": last}  # noqa: S704  # as all are

    def state(self, name: str) -> Markup:
        """Where a topic stands, in a word and a colour."""
        shade = escape(name.replace(" ", "-"))
        return Markup(f'<span class="state state-{shade}">{escape(self._term(name))}</span>')  # noqa: S704  # escaped just before

    def mark(self, shown: Record | str) -> Markup:
        """For whom a record or something else is, where it is not for everybody."""
        audience = shown if isinstance(shown, str) else shown.audience
        said = MARKED.get(audience)
        if said is None:
            return NOTHING
        return Markup(f' <span class="audience {audience}">{escape(self._term(said))}</span>')  # noqa: S704  # escaped just before

    def linked(self, name: str) -> Markup:
        """A reference, as a link to where it leads."""
        to = escape(f"{self._prefix}{address(name)}")
        return Markup(f'<a class="reference" href="{to}">{escape(name)}</a>')  # noqa: S704  # escaped just before

    def moved(self, record: Record) -> Markup:
        """From where to where a record moved its subject; or where it stayed."""
        return self._moved(record.before, record.after)

    def _way(self, before: str | None, after: str) -> Markup:
        """From one state to another; there are few of both."""
        there = escape(self._term(after))
        if before == after:
            return there
        return Markup(f"{escape(self._term(before or 'new'))}{self._arrow}{there}")  # noqa: S704  # escaped just before

    def by(self, record: Record) -> str:
        """Who did it, for whom, and in which office."""
        who = record.officer
        if record.entered_for:
            who = self._term(BY_FOR) % {"officer": record.officer, "chair": record.entered_for}
        return f"{who} ({self._term(record.office)})" if record.office else who
