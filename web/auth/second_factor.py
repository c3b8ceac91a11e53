"""The second factor: a code of six digits that a phone tells (RFC 6238)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyotp

from escalade.models.server.access import take_step

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore
    from escalade.web.auth.accounts import Account

STEP_SECONDS = 30
"""How long a code lasts; one earlier and one later are taken too, as clocks differ."""


def new_secret() -> str:
    """Make what the phone and the account share, in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, name: str, issuer: str) -> str:
    """Write what a phone reads to tell codes from then on."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def find_step(secret: str, code: str, now: float) -> int | None:
    """Find the time step of a code; None where it is of none near now."""
    typed = "".join(code.split())
    step = int(now // STEP_SECONDS)
    generator = pyotp.TOTP(secret)
    near = (one for one in (step, step - 1, step + 1) if pyotp.utils.strings_equal(generator.generate_otp(one), typed))
    return next(near, None)


def admits(account: Account, code: str, store: ServerStore, now: float) -> bool:
    """Say whether a code is right; each is taken once."""
    step = find_step(account.second_factor, code, now)
    return step is not None and take_step(store, account.name, step)
