"""What is past is told in the past, in the order in which it happened, and of what it is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Decide, Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}


def text_of(register: Register, kind: str, of: str, language: str) -> str:
    """A paper with plain spaces and without isolates."""
    return register.text(kind, of, language).translate(dict.fromkeys(map(ord, "\u2066\u2069")))


GLASS: dict[str, Any] = {"title": {"en": "Glass"}, "questions": [{"en": "Whose glass?"}], "source": "LA31/70"}
ORDER = {
    "en": ("are to be put to consultation successively", "were put to consultation successively"),
    "fr": ("sont mis en consultation l’un après l’autre", "ont été mis en consultation l’un après l’autre"),
    "es": ("se iniciarán sucesivamente", "se iniciaron sucesivamente"),
    "ru": ("проводятся последовательно", "проводились последовательно"),
    "zh": ("议题将依次开展", "议题已依次开展"),
    "ar": ("يجري طرح", "جرى طرح"),
}


WERE_TO_BE = {
    "en": "were to be put to consultation successively",
    "fr": "devaient être mis en consultation l’un après l’autre",
    "es": "se debían iniciar sucesivamente",
    "ru": "должны были проводиться последовательно",
    "zh": "议题原应依次开展",
    "ar": "كان من المقرر طرح",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_topics_that_opened_in_another_order_are_not_said_to_have_been_taken_in_theirs(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    were, opens = ORDER[language][1], {"wick": "2031-10-01", "glass": "2031-07-01"}
    referred.act("revise", "2031/glass", on="2031-05-01", version=GLASS, by="Made-up Assembly Desk")
    decide(referred)("approve", "2031/wick", "2031/glass", words={"en": "Yes."}, sequence="in order")
    for topic, day in opens.items():
        referred.act("launch", f"2031/{topic}", on="2031-06-10", opens=day, closes="2031-12-01", **DESK)
    notice = text_of(referred, "notice", "2031/wick", language)
    assert (were in notice, WERE_TO_BE[language] in notice) == (False, True)


MAINTAINED = {
    "en": "The objection by Made-up Isle to the topic", "fr": "L’objection au thème est maintenue (Made-up Isle",
    "es": "Se mantiene la objeción al tema (Made-up Isle", "ru": "Возражение по теме сохраняется (Made-up Isle",
    "zh": "对该议题仍持异议", "ar": "لا يزال قائماً الاعتراض الوارد من Made-up Isle",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_objection_told_under_a_decision_of_the_superior_body_is_one_to_the_topic(
    unsettled: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    taken: dict[str, Any] = {
        "stance": "object",
        "audience": "public",
        "text": {"en": "No."},
        "source": "not at hand",
        "on": "2031-03-05",
    }
    unsettled.act("take position", "2031/wick", holders=("Made-up Isle",), **taken, **DESK)
    assert MAINTAINED[language] not in text_of(unsettled, "notice", "2031/wick", language)
    unsettled.act(
        "escalate",
        "2031/glass",
        "2031/wick",
        on="2031-04-01",
        to_session="Assembly 2031",
        evidence={"document": "LA31/9"},
        **DESK,
    )
    assert MAINTAINED[language] not in text_of(unsettled, "notice", "2031/wick", language)
    decide(unsettled)("refer back", "2031/wick", words="not at hand", guidance="not at hand")
    later: dict[str, Any] = {**taken, "on": "2031-07-01", "holders": ("Made-up Cape",)}
    unsettled.act("take position", "2031/wick", **later, **DESK)
    kind, of = "notice", "2031/wick"
    told = text_of(unsettled, kind, of, language)
    assert told.count(MAINTAINED[language]) == 1
