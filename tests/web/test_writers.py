"""Many who write at once through one server wait for their turn, and are not told that somebody else writes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest

from escalade.models.backends import Location, sqlite
from escalade.models.integrity.verify import verify
from tests.web.browser import DESK
from tests.web.caller import Caller
from tests.web.operating import FIELDS, Serving

WRITERS, ACTS = 8, 6


def test_many_writers_are_all_recorded_however_short_a_database_waits(
    serving: Serving, place: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = serving()
    caller = Caller(app, DESK)
    assert caller.act("propose", **FIELDS).status_code == HTTPStatus.CREATED
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.001)

    def write(writer: int) -> list[int]:
        own = Caller(app, DESK)
        said = ({"en": f"Word {number} of writer {writer}."} for number in range(ACTS))
        told = {"of": FIELDS["of"], "on": FIELDS["on"], "holders": [f"Land {writer}"]}
        return [own.act("record-statement", text=text, **told).status_code for text in said]

    with ThreadPoolExecutor(WRITERS) as pool:
        assert [code for codes in pool.map(write, range(WRITERS)) for code in codes] == [201] * WRITERS * ACTS
    assert verify(place).findings == []
