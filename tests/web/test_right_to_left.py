"""Pages that run from right to left: references keep their order, drawings and arrows turn round."""

from __future__ import annotations

import re

import pytest

from escalade.services.views.diagram import mirror, svg
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.web.i18n.language import catalogue, keep_order
from escalade.web.rendering.messages import MessageRenderer
from escalade.web.rendering.page import environment
from escalade.workflow.values.message import Message, Word
from tests.web.browser import DESK, Browser, does, said
from tests.web.conftest import Visitors

FOG = "2020/fog"
AN_X = re.compile(r'<text [^>]*?x="([\d.]+)"')


def isolated(text: str) -> str:
    """A text between isolates."""
    return f"{OPEN}{text}{CLOSE}"


def test_what_runs_from_left_to_right_in_a_sentence_is_isolated_and_places_of_facts_are_not() -> None:
    kept = keep_order("يوم %(day)s أو 2017-05-24، و--on و{symbol} و«escalade list».")
    assert kept == f"يوم %(day)s أو {isolated('2017-05-24')}، و--on و{{symbol}} و«escalade list»."


@pytest.mark.parametrize(("language", "is_isolated"), [("ar", True), ("en", False), ("fr", False)])
def test_catalogues_keep_the_order_where_it_is_in_danger(language: str, is_isolated: bool) -> None:  # noqa: FBT001  # a table
    hint = "The end of the silence, with its zone, such as 2017-05-24T18:00 Europe/Zurich."
    assert (isolated("2017-05-24T18:00 Europe/Zurich") in catalogue(language).gettext(hint)) is is_isolated


@pytest.mark.parametrize(("language", "is_isolated"), [("ar", True), ("en", False)])
def test_facts_and_commands_of_messages_keep_their_order(language: str, is_isolated: bool) -> None:  # noqa: FBT001  # a table
    say = MessageRenderer(language).explain
    annulled = say(Message("{record} was annulled.", record="2017/ott#7"))
    named = say(
        Message("“{act}” is to be told what it is about: “escalade {act} {argument}”.", act="why", argument="REF")
    )
    assert (isolated("2017/ott#7") in annulled, isolated("escalade why REF") in named) == (is_isolated, is_isolated)


def test_sentences_of_templates_isolate_what_is_put_in() -> None:
    page = environment("ar", "").from_string("{% trans record=name %}Recorded: {{ record }}.{% endtrans %}")
    assert page.render(name="2017/ott#7") == f"دُوِّن في السجل: {isolated('2017/ott#7')}."


def test_pages_turn_arrows_and_mark_texts_that_run_the_other_way(visitors: Visitors) -> None:
    typed = {"field_version__title__dot__en": "Fog signals", "field_by_state": "Made-up Land", "on": "2020-02-10"}
    answer = does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **typed)
    assert answer.url.path == f"/topics/{FOG}", said(answer)
    page = visitors().get(f"/ar/topics/{FOG}").text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span lang="en" dir="ltr">Fog signals</span>' in page
    assert f"<bdi>{FOG}</bdi>" in page
    assert "→" not in page
    moved = visitors().get(f"/ar/topics/{FOG}/records/1").text
    assert "←" in moved
    assert "→" not in moved


def test_a_drawing_is_turned_round_and_its_words_are_not() -> None:
    left, right = svg("topic", "debated"), svg("topic", "debated", direction="rtl")
    width = int(left.partition('width="')[2].partition('"')[0])
    assert [width - float(x) for x in AN_X.findall(left)] == list(map(float, AN_X.findall(right)))
    assert 'direction="rtl"' in right
    assert ("→" in left, "→" in right, "←" in right) == (True, False, True)


def test_shapes_are_mirrored_as_a_whole_and_marks_of_arrows_with_their_lines() -> None:
    line = '<line x1="1" x2="2"/>'
    assert mirror(line, 10) == '<line x1="1" x2="2" transform="matrix(-1 0 0 1 10 0)"/>'
    assert mirror("<title>A &amp; B</title>", 10) == "<title>A &amp; B</title>"
    turned = f'<text x="9">القيد {isolated("2017/ott#7")} &amp; غيره</text>'
    assert mirror('<text x="1">القيد 2017/ott#7 &amp; غيره</text>', 10) == turned


@pytest.mark.parametrize(("language", "label"), [("ar", "المنصب"), ("fr", "fonction")])
def test_a_missing_field_is_named_by_its_label_where_another_word_is_spelt_alike(language: str, label: str) -> None:
    assert label in MessageRenderer(language).explain(Message("“{field}” is missing:", field=Word("office")))


def test_the_page_of_a_defect_runs_as_its_language_does(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(visitors().app, raise_server_exceptions=False)
    monkeypatch.setattr("escalade.web.routes.public.open_consultations", None)
    assert browser.get("/ar/").text.startswith("<!doctype html><html lang=ar dir=rtl>")


def test_an_address_keeps_its_order_on_paper_and_on_the_wall(visitors: Visitors) -> None:
    browser = visitors()
    assert re.search(
        r'<p class="printed"><bdi dir="ltr">http://[^<]*/ar/decisions</bdi>', browser.get("/ar/decisions").text
    )
    assert re.search(r'<p class="line"><bdi dir="ltr">[^<]*/ar/room</bdi>', browser.get("/ar/room").text)
