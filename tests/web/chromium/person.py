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
        """Fill in the form of an act, asking for rows where there are too few."""
        self.chooses_parts()
        self.unfolds()
        for name, value in typed.items():
            if value in ("", None):
                continue
            self.answers(name, value)
        for name, (title, data) in (files or {}).items():
            given: FilePayload = {"name": title, "mimeType": "application/json", "buffer": data}
            self.page.locator(f'form.act [name="{name}"]').set_input_files(given)

    def chooses_parts(self) -> None:
        """Ask for every part of a long form."""
        parts = self.page.locator('form:not(.act) [name="part"]')
        for part in parts.all():
            part.check()
        if parts.count():
            self.page.get_by_role("button", name="Go on").click()

    def unfolds(self) -> None:
        """Open what is folded."""
        folded = self.page.locator("form.act details:not([open]) > summary")
        while folded.count():
            folded.first.click()

    def inputs(self, name: str) -> list[Locator]:
        """The inputs of one name."""
        return self.page.locator(f'form.act [name="{name}"]').all()

    def grows(self, name: str) -> None:
        """Ask for one more row of a list."""
        self.page.locator(f'form.act button[name="more"][value="{name}"]').click()
        self.unfolds()

    def answers(self, name: str, value: Any) -> None:
        """Answer one question, in the way in which it is asked."""
        if self.page.locator(f'form.act [name="{name}.how"]').count():
            self.dates(name, str(value))
        elif self.page.locator(f'form.act [name="{name}.key"]').count():
            self.pairs(name, str(value).splitlines())
        elif self.page.locator(f'form.act button[name="more"][value="{name}"]').count():
            self.lines(name, str(value).splitlines())
        else:
            listed = name.rsplit(".", 2)[0]  # a text may be for a row that is not there yet
            while (
                not self.inputs(name) and self.page.locator(f'form.act button[name="more"][value="{listed}"]').count()
            ):
                self.grows(listed)
            for one in self.inputs(name):
                fill(one, value)

    def dates(self, name: str, value: str) -> None:
        """Pick a day, or say how well it is known."""
        how = "unknown" if value == "unknown" else "by" if value.startswith("..") else ""
        known = value.removeprefix("..")
        if how != "unknown" and len(known) == len("2017-05"):
            how = "month"
        self.page.locator(f'form.act [name="{name}.how"]').select_option(how)
        if how != "unknown":
            part = f"{name}.month" if how == "month" else name
            self.page.locator(f'form.act [name="{part}"]').fill(known)

    def lines(self, name: str, values: list[str]) -> None:
        """Fill in a list, a row for each."""
        while len(self.inputs(name)) < len(values):
            self.grows(name)
        for one, value in zip(self.inputs(name), values, strict=False):
            one.fill(value)

    def pairs(self, name: str, values: list[str]) -> None:
        """Fill in a list of two columns."""
        while len(self.inputs(f"{name}.key")) < len(values):
            self.grows(name)
        for place, value in enumerate(values):
            key, _, said = value.partition("=")
            self.inputs(f"{name}.key")[place].fill(key)
            self.inputs(f"{name}.value")[place].fill(said)

    def presses(self, name: str) -> None:
        """Press a button of the form."""
        self.page.locator("form.act").get_by_role("button", name=name, exact=True).click()


def fill(control: Locator, value: Any) -> None:
    """Put a value into an input, as its kind asks for."""
    kind = control.evaluate("one => one.localName === 'input' ? one.type : one.localName")
    wanted = value if isinstance(value, list) else str(value).splitlines()
    if kind == "select":
        there = control.evaluate("one => [...one.options].map((option) => option.value)")
        control.select_option(next((one for one in wanted if one in there), value if len(wanted) == 1 else ""))
    elif kind in {"checkbox", "radio"}:
        among = [word for one in wanted for word in (one, *one.split())]
        if kind == "checkbox" or control.get_attribute("value") in among:
            control.set_checked(control.get_attribute("value") in among)
    elif kind != "hidden":
        control.fill(value)
