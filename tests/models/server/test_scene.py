"""What the room shows is the same for every server, and outlives a restart."""

from __future__ import annotations

from escalade.models.server.scene import find_scene, find_scene_number, keep_scene
from escalade.models.server.store import ServerStore


def test_what_one_server_shows_is_found_by_every_other(place: str) -> None:
    one, other = ServerStore(place), ServerStore(place)
    keep_scene(one, "[1]")
    before = find_scene_number(other)
    keep_scene(other, "[2]")
    assert find_scene_number(one) != before
    one.close()
    again = ServerStore(place)
    found = find_scene(again)
    assert found
    assert found.scene == "[2]"
    for store in (other, again):
        store.close()
