"""No endpoint is told what its audience may not read, nor anybody's words: every act is looked at."""

from __future__ import annotations

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.webhooks.payload import find_act, find_acts, make_payload, sight_of
from escalade.workflow.motions import MOTIONS
from tests.web.confidential import MARK, NEVER_HIDDEN, recorded

from .conftest import World


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Location:
    """A register with every act, for the public, for members and for the office."""
    path = tmp_path_factory.mktemp("confidential") / "register.db"
    recorded(path)
    return Location(path)


def told_to(audience: str, register: Location, world: World) -> dict[str, str]:
    """What an audience is told of each act, by its first record."""
    world.knows(name=audience, audience=audience)
    with open_reader(register) as reader:
        sight = sight_of(world.endpoints[audience], reader)
        found = list(find_acts(sight, 0, reader.size()))
        assert [find_act(sight, one.name, one.place, reader.size()) for one in found[:20]] == found[:20]
        return {one.name: make_payload(one, sight, "https://body.example") for one in found}


@pytest.mark.parametrize(("audience", "others"), [("public", {"members", "office"}), ("members", {"office"})])
def test_what_is_for_others_is_told_to_nobody_else(
    audience: str, others: set[str], register: Location, world: World
) -> None:
    told = told_to(audience, register, world)
    assert len(told) > 100
    for name, body in told.items():
        assert {one.group(1).lower() for one in MARK.finditer(body)} & others == set(), (name, body)


def test_of_every_act_the_office_is_told_and_nobodys_words(register: Location, world: World) -> None:
    told = told_to("office", register, world)
    acts = {body.split('"act":"')[1].split('"')[0] for body in told.values()}
    assert acts >= MOTIONS.keys() - NEVER_HIDDEN
    assert not [body for body in told.values() if "Secret" in body]
