"""Pictures of the pages, for the README and the documentation.

`python -m tests.web.chromium.pictures` takes them anew in a real browser: of the round that the demo plays, and of what
an officer sees where a tutorial has arrived.
"""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from escalade.cli import run
from escalade.models.backends.location import Location
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import accounts_beside
from tests.programs import CHROMIUM, found
from tests.web.browser import CHEAP, PASSWORD
from tests.web.chromium.person import Person
from tests.web.chromium.server import serving

DOCS = Path(__file__).parents[3] / "docs"
PICTURES = DOCS / "pictures"
TAKEN = {
    "home": ("/en/", 900),
    "topic": ("/en/topics/2017/ott", 900),
}
"""What is taken of the demo: its address, and how high the window is."""
LEARNED = {
    "chair": ("## In the meeting", "Made-up Chair", "/en/chair"),
    "secretariat": ("## Refer the question", "Made-up Desk", "/en/inbox"),
    "council-secretariat": ("## Log the decision on the day", "Made-up Assembly Desk", "/en/inbox"),
}
"""What is taken of a tutorial: before which heading, as whom, and where."""
WIDE = {"width": 1200, "height": 900}


def take() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found(CHROMIUM), args=["--no-sandbox"])
        take_demo(browser, Path(folder, "demo"))
        for name in LEARNED:
            take_learned(browser, name, Path(folder, name))
        browser.close()


def take_demo(browser: Browser, demo: Path) -> None:
    """Take what the README shows."""
    run(["--quiet", "demo", "--out", str(demo)])
    with serving(demo / "register.db") as served:
        for name, (path, height) in TAKEN.items():
            page = browser.new_page(viewport={"width": 1200, "height": height}, color_scheme="light")
            page.goto(f"{served.address}{path}")
            page.screenshot(path=PICTURES / f"{name}.png")


def take_learned(browser: Browser, name: str, folder: Path) -> None:
    """Take what the officer of a tutorial sees when its commands were typed up to there."""
    heading, officer, path = LEARNED[name]
    folder.mkdir()
    register = folder / "register.db"
    typed, is_there, _ = (DOCS / "tutorial" / f"{name}.md").read_text("utf-8").partition(f"\n{heading}\n")
    assert is_there, heading
    for line in typed.splitlines():
        if line.startswith("$ escalade "):
            run(["--register", str(register), *shlex.split(line.removeprefix("$ escalade "))])
    Accounts(accounts_beside(Location(register)), cost=CHEAP).add(officer, PASSWORD)
    with serving(register) as served:
        context = browser.new_context(base_url=served.address, viewport=WIDE, color_scheme="light", locale="en-GB")  # type: ignore[arg-type]  # width and height are there
        page = context.new_page()
        Person(page).signs_in(officer)
        page.goto(path)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


if __name__ == "__main__":
    take()
