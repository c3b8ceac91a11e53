"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# A machine that is busy is not a defect, so no example has a deadline. What is taken must not
# depend on luck: there the examples are the same each time, and new ones are drawn at every desk.
settings.register_profile("escalade", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("escalade")
