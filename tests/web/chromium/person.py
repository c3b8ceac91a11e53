"""A person at a browser: reads what is shown, clicks, and types; or does it all by keys."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

from escalade.web.i18n.language import catalogue
from escalade.web.rendering.address import address
from tests.web.browser import PASSWORD

Files = Mapping[str, tuple[str, bytes]]
KINDS = "one => one.localName === 'input' ? one.type : one.localName"
HAS_FOCUS = "one => one === document.activeElement"
STANDS_BEFORE = """one => {
  const at = document.activeElement;
  return at !== document.body && Boolean(at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
}"""
MOST_TABS = 600
"""After how many presses of the tabulator a control counts as out of reach."""


class Person:
    """Whoever sits at one page of a browser, in some language."""

    def __init__(self, page: Page, language: str = "en") -> None:
        """Sit down."""
        self.page = page
        self.say = catalogue(language).gettext
        self._prefix = "" if language == "en" else f"/{language}"

    @property
    def said(self) -> str:
        """What the page says, as one line."""
        return " ".join(self.page.inner_text("main").split())

    def signs_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in, from wherever they are."""
        self.page.goto(f"{self._prefix}/")
        self.clicks(self.page.get_by_role("link", name=self.say("Sign in")).first)
        self.fills(self.page.get_by_label(self.say("Name")), name)
        self.fills(self.page.get_by_label(self.say("Password")), password)
        self.clicks(self.page.get_by_role("button", name=self.say("Sign in"), exact=True))

    def opens(self, act_address: str, record: str = "") -> None:
        """Go to the form of an act by way of the page of its subject, or of the record it is about."""
        place, _, act = act_address.rpartition("/acts/")
        self.page.goto(f"{self._prefix}{address(record) if record else place}")
        link = self.page.locator(f'a[href*="/acts/{act}"]').first
        if not record:
            self.clicks(self.page.get_by_role("link", name=self.say("What can be done here")))
            link.wait_for(state="attached")
            if not link.is_visible():  # it cannot be done now, or is entered for another
                self.clicks(self.page.locator("details.folded > summary"))
        self.clicks(link)
        self.page.wait_for_url(lambda url: f"/acts/{act}" in url or f"/chair/{act}" in url)

    def types(self, typed: Mapping[str, Any], files: Files | None = None) -> None:
        """Fill in the form of an act, asking for rows where there are too few."""
        self.unfolds()
        for name, value in typed.items():
            if value in ("", None):
                continue
            self.answers(name, value)
        for name, (title, data) in (files or {}).items():
            given: FilePayload = {"name": title, "mimeType": "application/json", "buffer": data}
            self.chooses(self.page.locator(f'form.act [name="{name}"]'), given)

    def unfolds(self) -> None:
        """Open what is folded."""
        folded = self.page.locator("form.act details:not([open]) > summary")
        while folded.count():
            self.clicks(folded.first)

    def inputs(self, name: str) -> list[Locator]:
        """The inputs of one name."""
        return self.page.locator(f'form.act [name="{name}"]').all()

    def grows(self, name: str) -> None:
        """Ask for one more row of a list."""
        self.clicks(self.page.locator(f'form.act button[name="more"][value="{name}"]'))
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
                self.puts(one, value)

    def dates(self, name: str, value: str) -> None:
        """Pick a day, or say how well it is known."""
        how = "unknown" if value == "unknown" else "by" if value.startswith("..") else ""
        known = value.removeprefix("..")
        if how != "unknown" and len(known) == len("2017-05"):
            how = "month"
        self.selects(self.page.locator(f'form.act [name="{name}.how"]'), how)
        if how != "unknown":
            part = f"{name}.month" if how == "month" else name
            self.fills(self.page.locator(f'form.act [name="{part}"]'), known)

    def lines(self, name: str, values: list[str]) -> None:
        """Fill in a list, a row for each."""
        while len(self.inputs(name)) < len(values):
            self.grows(name)
        for one, value in zip(self.inputs(name), values, strict=False):
            self.fills(one, value)

    def pairs(self, name: str, values: list[str]) -> None:
        """Fill in a list of two columns."""
        while len(self.inputs(f"{name}.key")) < len(values):
            self.grows(name)
        for place, value in enumerate(values):
            key, _, said = value.partition("=")
            self.fills(self.inputs(f"{name}.key")[place], key)
            self.fills(self.inputs(f"{name}.value")[place], said)

    def presses(self, name: str) -> None:
        """Press a button of the form."""
        self.clicks(self.page.locator("form.act").get_by_role("button", name=name, exact=True))

    def puts(self, control: Locator, value: Any) -> None:
        """Put a value into an input, as its kind asks for."""
        kind = control.evaluate(KINDS)
        wanted = value if isinstance(value, list) else str(value).splitlines()
        if kind == "select":
            there = control.evaluate("one => [...one.options].map((option) => option.value)")
            self.selects(control, next((one for one in wanted if one in there), value if len(wanted) == 1 else ""))
        elif kind in {"checkbox", "radio"}:
            among = [word for one in wanted for word in (one, *one.split())]
            if kind == "checkbox" or control.get_attribute("value") in among:
                self.ticks(control, wanted=control.get_attribute("value") in among)
        elif kind != "hidden":
            self.fills(control, value)

    def clicks(self, target: Locator) -> None:
        """Follow a link, press a button, open what is folded."""
        target.click()

    def fills(self, control: Locator, value: str) -> None:
        """Write into an input, in place of what stands there."""
        control.fill(value)

    def selects(self, control: Locator, value: str) -> None:
        """Choose from a list."""
        control.select_option(value)

    def ticks(self, control: Locator, *, wanted: bool) -> None:
        """Tick a box, or leave it empty."""
        control.set_checked(wanted)

    def chooses(self, control: Locator, file: FilePayload) -> None:
        """Choose a file."""
        control.set_input_files(file)


class PersonAtKeys(Person):
    """Somebody who has no mouse: everything is reached by the tabulator, and done by keys."""

    def signs_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in, and wait for what comes."""
        super().signs_in(name, password)
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def grows(self, name: str) -> None:
        """Ask for one more row of a list, and wait until it is there."""
        rows = self.page.locator("form.act .row")
        before = rows.count()
        self.clicks(self.page.locator(f'form.act button[name="more"][value="{name}"]'))
        rows.nth(before).wait_for(state="attached")  # what is folded stays out of sight until it is unfolded
        self.unfolds()

    def clicks(self, target: Locator) -> None:
        """Go there, and press Enter."""
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def fills(self, control: Locator, value: str) -> None:
        """Go there, and type in place of what stands there; a day as its parts."""
        self.reaches(control)
        kind = control.evaluate(KINDS)
        if kind == "date":
            year, month, day = value.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
        elif kind == "month":
            year, month = value.split("-")
            self.page.keyboard.type(month_name[int(month)])
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.type(year)
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(value)
        assert control.input_value() == value.replace("\r\n", "\n"), (kind, value, control.input_value())

    def selects(self, control: Locator, value: str) -> None:
        """Go there, and press the arrow until it stands there."""
        self.reaches(control)
        self.page.keyboard.press("Home")
        for _ in range(control.locator("option").count()):
            if control.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert control.input_value() == value

    def ticks(self, control: Locator, *, wanted: bool) -> None:
        """Go there, and press the space bar where it stands otherwise."""
        if control.is_checked() != wanted:
            self.reaches(control)
            self.page.keyboard.press("Space")
        assert control.is_checked() == wanted

    def chooses(self, control: Locator, file: FilePayload) -> None:
        """Open the chooser by a key.

        A browser that is driven has to be told to hand the chooser over, and hears of keys by a shorter way than of
        that: what is asked of the page on the way to the control comes after it, so that it is heard before the key.
        """
        with self.page.expect_file_chooser() as chooser:
            self.reaches(control)
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def reaches(self, target: Locator) -> None:
        """Press the tabulator until it is there, backwards where it stands before."""
        target = target.first
        target.wait_for(state="visible")
        back = target.evaluate(STANDS_BEFORE)
        presses = 0
        while not target.evaluate(HAS_FOCUS):
            assert presses < MOST_TABS, f"out of reach by keys: {target}"
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            presses += 1
