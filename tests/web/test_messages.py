"""Refusals in the language of the page: what the law says of them, with their facts."""

from __future__ import annotations

import re

import pytest

from escalade.services.acts.fields import own_fields
from escalade.web.rendering.messages import MessageRenderer, messages_in
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.always import titles
from escalade.workflow.rules.trial import PREFIX, describe_field, find_rule
from escalade.workflow.values.errors import (
    CommandLine,
    EscaladeError,
    Message,
    Messages,
    Option,
    Series,
    StepNotAllowedError,
    Word,
    correct_line,
)
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, does
from tests.web.catalogue import messages, waiting
from tests.web.conftest import Visitors

ALIKE = {"condition", "direction", "notice", "place", "stance"}
"""Fields that French calls as we do, or nearly."""
FOG = "/topics/2020/fog"
_NAMES = "English|Made-up Assembly|Assembly Secretariat"
"""What is marked as English on a page in another language, and is the name of something."""
_IN_ENGLISH = re.compile(rf'^<(?:li|p class="problem").*<span lang="en">(?!(?:{_NAMES})</span>).*$', re.MULTILINE)
"""A sentence in English; a field is labelled with the name of its language."""
LATE = Message("{day} lies after today, {today}.", day="2999-01-01", today="2020-01-06")
DOES = "No officer is named; {does} does this."
SAID = [
    (Messages("No meeting is named.", "Give --meeting N."), "Aucune réunion n’est nommée. Donnez"),
    (LATE, "Le 1er\u00a0janvier 2999 est postérieur à aujourd’hui, le 6\u00a0janvier 2020."),
    (Message("It ends on {day}.", day="2020-02-30"), "Il finit le 2020-02-30."),
    (
        StepNotAllowedError("2020/fog", "proposed", "launch", ()),
        "n’est pas une étape pour 2020/fog, qui est à l’état\u00a0: proposé. Rien ne suit à partir d’ici.",
    ),
    (Message(DOES, does=titles(["chair"])), "Personne n’est nommé\u00a0; cet acte revient à\u00a0: le président."),
    (Message(DOES, does=titles(["chair", "vice-chair"], " or ")), "à\u00a0: le président ou un vice-président."),
    (Message("Act as {holders}.", holders=Series(["A", "B", "C"])), "A, B, C"),
    (Message("Give {option}.", option=Option("--by-state")), "Donnez «\u00a0Par un État\u00a0»."),
    (Series([Word("agreed"), "2020/fog"], " and "), "convenu et 2020/fog"),
    (Message("“{field}” is missing:", field=Word("office")), "«\u00a0fonction\u00a0» manque"),
]


@pytest.mark.parametrize(("told", "french"), SAID)
def test_a_message_is_said_with_its_facts(told: str | EscaladeError, french: str) -> None:
    assert french in messages_in("fr")(str(told))


def test_what_has_no_translation_is_marked_and_what_is_data_stays_data() -> None:
    french, objects = messages_in("fr"), "{holder} objects ({record})."
    assert french("Nobody ever wrote this.") == '<span lang="en">Nobody ever wrote this.</span>'
    assert "&lt;b&gt; fait objection" in french(Message(objects, holder="<b>", record="2020/fog#2"))
    assert "%s {record} --by fait objection" in french(Message(objects, holder="%s {record} --by", record="2020/fog#2"))
    assert "agreed fait objection" in french(Message(objects, holder="agreed", record="2020/fog#2"))
    assert messages_in("en")("<b> & c") == "&lt;b&gt; &amp; c"


ASKED = sorted(
    {(step.act, rule) for step in PROCEDURE.steps.values() for rule in step.rules if rule.startswith(PREFIX)}
    - {("issue", "")}
)


@pytest.mark.parametrize(("act", "rule"), ASKED)
def test_what_is_missing_is_called_by_its_label(act: str, rule: str) -> None:
    """No name of a field, and no word in capitals that stands for a value, reaches a page."""
    field = rule.removeprefix(PREFIX)
    labels = {one.option: one.label for one in own_fields(act)}
    typed, _ = describe_field(act, field)
    asked = Message("Give {option}.", option=Option(typed))
    for language in ("en", "fr"):
        hurdle = Hurdle(asked, FOG, "error", labels=tuple(labels.items()))
        shown = [str(messages_in(language)(hurdle)), str(messages_in(language)(find_rule(rule).sentence))]
        assert not any("_" in one or "--" in one or re.search(r"\b[A-Z]{2,}\b", one) for one in shown), shown
    assert f"«\u00a0{field.replace('_', ' ')}\u00a0»" not in shown[1] or field in ALIKE


def test_a_word_for_a_value_is_left_out_where_an_option_is_called_by_its_label() -> None:
    said = messages_in("fr")(Hurdle("Give --session NAME.", FOG, "error"))
    assert said == "Donnez «\u00a0Session\u00a0»."


CORRECT = Message(
    "Where the day on record is wrong, correct it: “{line}”.", line=correct_line("2020/fog#6", "--set closes=DAY")
)
LINK = '<a href="/fr/topics/2020/fog/acts/correct?records=2020%2Ffog%236">corriger 2020/fog#6</a>'


def test_a_line_to_type_is_the_link_to_its_form_on_a_page() -> None:
    assert "“correct 2020/fog#6”" in messages_in("en")(CORRECT)
    assert LINK in messages_in("fr", b"", "/fr")(Messages("A rule.", CORRECT)), "among other sentences too"
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        shown = messages_in(language, b"", f"/{language}")(Hurdle(CORRECT, FOG, "error"))
        assert "=DAY" not in shown
        assert f'<a href="/{language}/topics/2020/fog/acts/correct?records=2020%2Ffog%236">' in shown


def test_a_part_of_a_line_is_the_value_alone_on_a_page() -> None:
    said = "“{field}” of {record} ({act}) is typed {line}."
    line = CommandLine("--set votes=1,2,3", value="1,2,3")
    shown = messages_in("en")(Message(said, field="votes", record="2020/fog#5", act=Word("approve"), line=line))
    assert shown == "“votes” of 2020/fog#5 (approve) is typed 1,2,3."


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "or “Left” (not at hand) where"), ("fr", "advient\u00a0» (non disponible) si")],
)
def test_what_the_sources_lack_is_said_in_the_words_of_the_form(language: str, shown: str) -> None:
    assert shown in messages_in(language)("Give --left, or --left not-at-hand where the sources lack it.")


@pytest.mark.parametrize("name", [CHAIR, DESK, COUNCIL_DESK])
def test_no_form_tells_a_french_reader_in_english_what_is_in_the_way(name: str, visitors: Visitors) -> None:
    asked = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **asked, on="2020-02-10")
    browser, tried, english = visitors(name), 0, list[str]()
    for act in MOTIONS.keys() - {"issue"}:  # which is done on the page of the paper
        for place in (FOG, "/rounds/2020", "/body", "/meetings/1"):
            page = browser.get(f"/fr{place}/acts/{act.replace(' ', '-')}")
            if page.status_code == 200:
                tried += 1
                english += [one for one in _IN_ENGLISH.findall(page.text) if not waiting("fr").search(one)]
    assert english == []
    assert tried > 40


def test_what_is_typed_at_a_command_line_stays_as_it_is_typed() -> None:
    said = messages_in("fr")("Give a new key; “escalade key new” makes one.")
    assert "«\u00a0escalade key new\u00a0»" in said


@pytest.mark.parametrize(("language", "said"), [("en", "“Words” of 2020/fog#3 is"), ("fr", "«\u00a0Termes\u00a0»")])
def test_a_page_calls_an_option_by_the_label_of_its_field(language: str, said: str) -> None:
    lacks = "{field} of {record} is not at hand, and the paper leaves it out; “correct” supplies it."
    told = messages_in(language)(Message(lacks, field=Option("--words"), record="2020/fog#3"))
    assert (said in told, "--" in told) == (True, False)


def test_no_option_leaves_a_rest_of_what_is_typed_behind_its_label() -> None:
    renderer = MessageRenderer("en")
    shown = [renderer._labelled(sentence, {}) for sentence in messages()]  # noqa: SLF001  # each template, whatever its facts
    assert [one for one in shown if re.search(r"”[,=][A-Z]|“[^”]*“", one)] == []
    assert renderer.explain(Hurdle("Give --votes FOR,AGAINST,ABSTAINING.", "2020/fog", "error")) == "Give “Votes”."
