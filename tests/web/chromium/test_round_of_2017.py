"""Four persons play the round of 2017 in a real browser, from proposal to closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from escalade.cli import run
from escalade.models.backends import Location, create
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.i18n.term import DONE
from escalade.web.i18n.wording import upper_first
from escalade.workflow.motions import Motion
from tests.stories.command import command
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import Person, PersonAtKeys
from tests.web.chromium.server import Served, serving
from tests.web.test_round_of_2017 import CASE
from tests.web.typed import files, page_of, told, typed

DESK = "Secretariat"
SOME = {"en": "Made up for a test.", "fr": "Inventé pour un essai."}
ENDING: list[tuple[str, str, dict[str, Any]]] = [
    ("record responses", "2017/ott", {"on": "2017-08-21", "count": 3, "by_category": {"made up": 3}, "where": SOME}),
    ("record hearing", "2017/ott", {"on": "2017-09-18", "presided_by": "not at hand", "summary": SOME}),
    ("close", "2017/ott", {"on": "2017-09-19"}),
    ("record responses", "2017/gender", {"on": "2018-01-08", "count": 2, "where": "not at hand"}),
    ("close", "2017/gender", {"on": "2018-01-23", "reason": SOME}),
]
"""How the round might have ended: the sources tell of the launches alone."""

ROUND = [*CASE, *(convert_fields(act, {"of": (of,), "by": DESK, **fields}) for act, of, fields in ENDING)]


def begun(path: Path) -> Location:
    """A register that holds its first record, which no page makes."""
    place = Location(path)
    create(place)
    with open_register(place) as register:
        register.load(ROUND[:1])
    return place


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> Location:
    """What the command line makes of the same acts."""
    folder = tmp_path_factory.mktemp("commanded")
    place = begun(folder / "register.db")
    for motion in ROUND[1:]:
        code = run(["--register", str(place.path), "--quiet", *command(motion, folder)])
        assert code == 0, motion
    return place


@pytest.fixture
def begins(tmp_path: Path) -> Iterator[Served]:
    """The same beginning, served, with an account for each desk."""
    begun(tmp_path / "begun.db")
    officers = tuple(sorted({motion.by for motion in ROUND if motion.by}))
    with serving(with_accounts(tmp_path / "begun.db", tmp_path, officers)) as served:
        yield served


def plays(motion: Motion, person: Person) -> None:
    """Do one act of the round on its page, as its person does."""
    person.opens(page_of(motion), next(iter(getattr(motion, "records", ())), ""))
    person.types(typed(motion), files(motion))
    assert person.page.evaluate(NOT_WIDER), (motion.act_name(), person.page.url)
    person.presses(upper_first(person.say(motion.act_name())))
    if getattr(motion, "amended", {}):  # what is amended is shown before it is recorded
        person.page.wait_for_selector('[name^="shown."]', state="attached")
        person.presses(upper_first(person.say(motion.act_name())))
    person.page.wait_for_url(lambda url: "made=" in url)
    assert person.page.locator(".made").count() == 1, (motion.act_name(), person.said[:900])
    assert person.say("Recorded: %(record)s.").partition("%")[0] in person.said


NOT_WIDER = "document.documentElement.scrollWidth <= innerWidth"
AT_200 = {"viewport": {"width": 640, "height": 400}}
"""What a page has left of a window of 1280 by 800 that is shown at 200 %."""
WAYS: dict[str, tuple[type[Person], str, dict[str, Any]]] = {
    "with scripts": (Person, "en", {}),
    "without scripts": (Person, "en", {"java_script_enabled": False}),
    "by keys alone, at 200 %": (PersonAtKeys, "en", AT_200),
    "in Arabic": (Person, "ar", {}),
}
"""How the four persons sit at their browsers, and in which language they read."""


@pytest.mark.parametrize("way", WAYS)
def test_what_four_persons_typed_is_what_the_command_line_records(
    way: str, commanded: Location, begins: Served, opened: Opened
) -> None:
    kind, language, options = WAYS[way]
    persons: dict[str, Person] = {}
    public = opened(begins, **options)
    for motion in ROUND[1:]:
        if motion.by not in persons:
            persons[motion.by] = kind(opened(begins, **options), language)
            persons[motion.by].signs_in(motion.by)
        plays(motion, persons[motion.by])
        looks_on(public, motion)
    with open_reader(commanded) as one, open_reader(begins.register) as other:
        theirs, ours = [[told(record) for _, record in reader.records()] for reader in (one, other)]
        identities = {record.identity for _, record in other.records(after=1)}
    assert ours == theirs
    assert identities == {"signed in"}


def looks_on(public: Page, motion: Motion) -> None:
    """The public sees each topic that an act moved where it now stands."""
    for reference in motion.of:
        if "/" in reference and not reference.startswith(("meeting/", "session/")):
            public.goto(f"/topics/{reference}")
            newest = public.inner_text(".timeline > li:first-child .step")
            done = DONE.get(motion.act_name(), motion.act_name())
            assert newest == done.replace("sitting", "plenary meeting"), "in the nouns of the body"
            assert public.evaluate(NOT_WIDER), reference
