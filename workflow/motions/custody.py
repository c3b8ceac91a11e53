"""Acts on where the register is kept: handed over, taken over, taken back."""

from __future__ import annotations

from typing import Annotated

from escalade.workflow.motions.base import Passage, about
from escalade.workflow.motions.body import BodyMotion


class HandOver(BodyMotion, frozen=True, tag="hand over"):
    """Hand the register over; from then on only the receiver may act."""

    receiver: Annotated[str, about("The officer who is to keep it from now on.")] = ""
    key: Annotated[str, about("The receiver's public key, with which they acknowledge that it arrived.")] = ""
    argument = "receiver"


class TakeOver(BodyMotion, frozen=True, tag="take over"):
    """Keep the register that was handed over to you; all may act there again."""


class TakeBack(BodyMotion, frozen=True, tag="take back"):
    """Keep the register oneself again, where nobody took it over."""

    why: Annotated[Passage, about("Why it is taken back.")] = {}
