"""What waits for an office, with what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.services.views.shape import extend_shape, fields_in
from escalade.workflow.inbox.pages import InboxItem

if TYPE_CHECKING:
    from escalade.services.acts.suggestions import Typist

Waiting = extend_shape("Waiting", InboxItem, ("commands", list[str]))
"""What waits for an office."""


def describe_item(item: InboxItem, typist: Typist) -> Any:
    """What waits, and the commands with which it may be done."""
    return Waiting(**fields_in(Waiting, item), commands=typist.commands_for(item))
