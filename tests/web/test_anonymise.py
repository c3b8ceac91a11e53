"""Whoever is not to be named is named on no page, nor in any cause."""

from __future__ import annotations

import html
import re
from collections import deque

import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.web.auth.anonymise import anonymise
from escalade.web.i18n.language import split_language
from escalade.workflow.values.remedy import Cause, Remedy
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
MET = {"field_evidence__meeting": "1", "on": "2020-03-02"}
_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')


@pytest.fixture
def objected(place: Location, visitors: Visitors) -> None:
    """A topic under debate, to which somebody objects who is not to be named."""
    asked = {
        "words": "fog", "field_version__title.en": "Fog", "field_version__questions.en.0": "What?",
        "field_by_state": "Made-up Land", "on": "2020-02-10",
    }  # fmt: skip
    assert does(visitors(DESK), "/rounds/2020/acts/propose", **asked).url.path == FOG
    assert does(visitors(CHAIR), f"{FOG}/acts/open-debate", **MET).url.path == FOG
    position = "take-position fog --holder Avalon --unattributed --stance object --text en='We cannot.' --source MA20/4"
    line = f"--register {place.path} --quiet {position} --on 2020-03-02"
    words = [part.strip("'") for part in re.findall(r"'[^']*'|[^\s']+(?:'[^']*')?", line)]
    assert run([*(word.replace("='", "=") for word in words), "--as", DESK]) == 0


def every(browser: Browser) -> dict[str, str]:
    """Every page that links lead to."""
    found: dict[str, str] = {}
    waiting = deque(["/", "/inbox", f"{FOG}/acts/record-consensus", f"/chair/record-consensus{FOG}"])
    while waiting and len(found) < 150:
        path = waiting.popleft()
        if path in found or split_language(path)[0] or path.startswith("/static/"):
            continue
        found[path] = browser.get(path).text
        waiting.extend(html.unescape(link) for link in _LINK.findall(found[path]))
    return found


@pytest.mark.usefixtures("objected")
@pytest.mark.parametrize("name", [None, READER, CHAIR, DESK, COUNCIL_DESK])
def test_no_page_names_them(name: str | None, visitors: Visitors) -> None:
    pages = every(visitors(name))
    assert [path for path, text in pages.items() if "Avalon" in text] == []
    assert len(pages) > 15
    if name in {CHAIR, DESK}:
        assert "unattributed objects" in said(visitors(name).get(f"{FOG}/acts/record-consensus"))


@pytest.mark.usefixtures("objected")
@pytest.mark.parametrize("path", [f"{FOG}/acts/record-consensus", f"/chair/record-consensus{FOG}"])
@pytest.mark.parametrize("step", ["act", "preview"])
def test_no_refusal_names_them(path: str, step: str, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(path)
    tokens = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen")}
    answer = chair.post(path, data={**tokens, "of": "2020/fog", "step": step, **MET, "on": "2020-03-03"})
    assert answer.status_code == 409
    assert "unattributed objects" in said(answer)
    assert "Avalon" not in answer.text


@pytest.mark.usefixtures("objected")
def test_what_clears_an_unnamed_objection_leads_to_a_form_that_does(visitors: Visitors) -> None:
    chair, desk = visitors(CHAIR), visitors(DESK)
    page = chair.get(f"{FOG}/acts/record-consensus").text
    onward = next(html.unescape(link) for link in _LINK.findall(page) if "lift-objection" in link)
    form = desk.get(onward).text
    answer = does(desk, onward, field_holders=hidden(form, "field_holders"), field_how="withdrawn", on="2020-03-02")
    assert answer.url.path == FOG
    for visitor in (visitors(), visitors(READER)):  # the objection is for members, and so is its end
        assert [path for path, text in every(visitor).items() if "Avalon" in text] == []


def test_what_is_not_found_as_seen_is_told_by_its_rule_alone() -> None:
    remedy = Remedy(kind="act", act="lift objection", given={"holders": "Avalon"}, note="Ask Avalon.")
    cause = Cause(rule="no_objection_stands", subject="2020/fog", sentence="Avalon objects.", remedy=remedy)
    (told,) = anonymise([cause], [])
    assert "Avalon" not in f"{told.sentence}{told.remedy}"
    assert (told.rule, told.remedy.act) == ("no_objection_stands", "lift objection")
    seen = Cause(rule="no_objection_stands", subject="2020/fog", sentence="unattributed objects.", remedy=remedy)
    assert anonymise([cause], [seen]) == (seen,)
