"""What is drawn is read back by a reader of others: see `test_room.py`; here is the form alone."""

from __future__ import annotations

from escalade.web.routes.room import draw_qr_code


def test_a_text_is_drawn_without_a_size_of_its_own() -> None:
    drawn = draw_qr_code("<made up> & more")
    assert drawn.startswith("<svg")
    assert "made up" not in drawn
    assert (" width=" in drawn.partition(">")[0], "viewBox" in drawn) == (False, True)
    assert draw_qr_code("another text") != drawn
