"""What is on record has an address of its own, and each address leads back to it."""

from __future__ import annotations

import pytest

from escalade.web.rendering.address import act_address, address, reference_at
from escalade.workflow.values.errors import RequestError, UnknownReferenceError

PLACES = [
    ("body", "/body"),
    ("2017", "/rounds/2017"),
    ("2017/ott", "/topics/2017/ott"),
    ("meeting/9", "/meetings/9"),
    ("session/Council 2017", "/sessions/Council%202017"),
]


@pytest.mark.parametrize(("reference", "place"), PLACES)
def test_a_subject_has_an_address_and_its_records_and_acts_theirs_below(reference: str, place: str) -> None:
    assert address(reference) == place
    assert address(f"{reference}#7") == f"{place}/records/7"
    assert act_address(reference, "open debate") == f"{place}/acts/open-debate"


@pytest.mark.parametrize(("reference", "place"), PLACES)
def test_an_address_leads_back_to_its_subject(reference: str, place: str) -> None:
    assert reference_at(place.replace("%20", " ")) == reference


@pytest.mark.parametrize("place", ["", "lamps/2017", "topics/2017", "rounds/2017/ott", "body/2017"])
def test_where_nothing_is_ever_found_nothing_is_named(place: str) -> None:
    with pytest.raises(UnknownReferenceError):
        reference_at(place)


def test_what_cannot_be_a_name_is_refused() -> None:
    with pytest.raises(RequestError):
        reference_at("meetings/")
