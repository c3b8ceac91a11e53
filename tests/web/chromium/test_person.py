"""A person at keys is no faster than the browser that they sit at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.web.chromium.person import PersonAtKeys

BUSY = """<form class="act"><input name="name"><input type="file" name="made-up"></form>
<script>setInterval(() => { for (const end = Date.now() + 80; Date.now() < end;); }, 90);</script>"""
"""A page that is busy nearly all the time."""


@pytest.mark.parametrize("time", range(3))
def test_a_file_is_chosen_by_keys_on_a_page_that_is_busy(chromium: Browser, time: int) -> None:
    page = chromium.new_page()
    page.set_default_timeout(5_000)
    page.set_content(BUSY)
    control = page.locator('[name="made-up"]')
    PersonAtKeys(page).chooses(
        control, {"name": f"made-up-{time}.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    assert control.evaluate("one => one.files[0].name") == f"made-up-{time}.json"
    page.close()
