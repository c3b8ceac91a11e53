"""An exact time, read with its zone."""

from __future__ import annotations

import pytest

from escalade.workflow.values.instant import InstantError, instant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-05-24T18:00 Europe/Zurich", "2017-05-24T18:00:00+02:00"),
        ("2017-01-24T18:00 Europe/Zurich", "2017-01-24T18:00:00+01:00"),
        ("2017-10-29T02:30+01:00 Europe/Zurich", "2017-10-29T02:30:00+01:00"),
        ("2017-10-29T02:30+02:00 Europe/Zurich", "2017-10-29T02:30:00+02:00"),
        ("2017-10-29T03:30 Europe/Zurich", "2017-10-29T03:30:00+01:00"),
        ("2016-02-29T12:00 UTC", "2016-02-29T12:00:00+00:00"),
        ("2020-03-30T18:59+02:00", "2020-03-30T18:59:00+02:00"),
        ("2020-03-30T16:59:30Z", "2020-03-30T16:59:30+00:00"),
    ],
)
def test_a_time_is_read_with_its_zone(text: str, expected: str) -> None:
    assert instant(text).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2017-05-24T18:00", "is no time with its zone"),
        ("2017-05-24 18:00 Europe/Zurich", "is no time with its zone"),
        ("2017-05-24T18:00+25:00", "is no time of a zone that exists"),
        ("0001-05-24T18:00 Europe/Zurich", "is no time with its zone"),
        ("2017-05-24T18:00 Europe/Nowhere", "is no time of a zone that exists"),
        ("2017-02-29T18:00 Europe/Zurich", "is no time of a zone that exists"),
        ("2017-03-26T02:30 Europe/Zurich", "the hour is left out that night"),
        ("2017-10-29T02:30 Europe/Zurich", "is shown twice that night"),
        ("2017-05-24T18:00+01:00 Europe/Zurich", "or the offset is wrong"),
    ],
)
def test_a_time_that_no_clock_shows_once_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InstantError, match=problem):
        instant(text)
