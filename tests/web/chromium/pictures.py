"""Pictures of the pages, for the README and the documentation.

`python -m tests.web.chromium.pictures` takes them anew, of the round that the demo plays, in a real browser.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from escalade.cli import run
from tests.programs import CHROMIUM, found
from tests.web.chromium.server import serving

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
TAKEN = {
    "home": ("/en/", 900),
    "topic": ("/en/topics/2017/ott", 900),
}
"""What is taken: its address, and how high the window is."""


def take() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        demo = Path(folder, "demo")
        run(["--quiet", "demo", "--out", str(demo)])
        browser = driver.chromium.launch(executable_path=found(CHROMIUM), args=["--no-sandbox"])
        with serving(demo / "register.db") as served:
            for name, (path, height) in TAKEN.items():
                page = browser.new_page(viewport={"width": 1200, "height": height}, color_scheme="light")
                page.goto(f"{served.address}{path}")
                page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take()
