"""A topic whose texts are translated."""

from __future__ import annotations

import pytest

from tests.lives import Life, at


@pytest.fixture
def life() -> Life:
    """A topic that is proposed in English."""
    return at(Life(), "proposed")
