"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A machine that is busy is not a defect, so no example has a deadline.
settings.register_profile("escalade", deadline=None)
settings.load_profile("escalade")
