"""What holds for every test."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# A machine that is busy is not a defect, so no example has a deadline.
settings.register_profile("escalade", deadline=None)
settings.load_profile("escalade")

# What the programs keep between runs is kept apart from the user's own, and shared by the tests.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="escalade-tests-")
