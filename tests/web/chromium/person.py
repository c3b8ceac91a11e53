"""A person at a browser: reads what is shown, clicks, and types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

from escalade.web.rendering.address import address
from tests.web.browser import PASSWORD

Files = Mapping[str, tuple[str, bytes]]


class Person:
    """Whoever sits at one page of a browser, in English."""

    def __init__(self, page: Page) -> None:
        """Sit down."""
        self.page = page

    @property
    def said(self) -> str:
        """What the page says, as one line."""
        return " ".join(self.page.inner_text("main").split())

    def signs_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in, from wherever they are."""
        self.page.goto("/")
        self.page.get_by_role("link", name="Sign in").click()
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def opens(self, act_address: str, record: str = "") -> None:
        """Go to the form of an act by way of the page of its subject, or of the record it is about."""
        place, _, act = act_address.rpartition("/acts/")
        self.page.goto(address(record) if record else place)
        if not record:
            self.page.get_by_role("link", name="What can be done here").click()
        self.page.locator(f'a[href*="/acts/{act}"]').first.click()
        self.page.wait_for_url(lambda url: f"/acts/{act}" in url)

    def types(self, typed: Mapping[str, Any], files: Files | None = None) -> None:
        """Fill in the form of an act, asking for room where there is too little."""
        rooms = self.page.locator("form.act details:not([open]) > summary")
        while rooms.count():
            rooms.first.click()
        for name, value in typed.items():
            for one in self.page.locator(f'form.act [name="{name}"]').all():
                fill(one, value)
        for name, (title, data) in (files or {}).items():
            given: FilePayload = {"name": title, "mimeType": "application/json", "buffer": data}
            self.page.locator(f'form.act [name="{name}"]').set_input_files(given)

    def presses(self, name: str) -> None:
        """Press a button of the form."""
        self.page.locator("form.act").get_by_role("button", name=name, exact=True).click()


def fill(control: Locator, value: Any) -> None:
    """Put a value into an input, as its kind asks for."""
    kind = control.evaluate("one => one.localName === 'input' ? one.type : one.localName")
    if kind == "select":
        control.select_option(value)
    elif kind == "checkbox":
        control.set_checked(control.get_attribute("value") in (value if isinstance(value, list) else [value]))
    elif kind != "hidden":
        control.fill(value)
