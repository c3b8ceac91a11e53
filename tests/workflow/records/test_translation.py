"""Translations: what they word, and what they leave as it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import decode, encode, personal_fields
from escalade.workflow.records.texts import digest_of
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import TOPIC, Life, at, en, text


def test_a_translation_words_the_topic_in_one_language_more(life: Life) -> None:
    life.does("receive translation", f"{TOPIC}#1", standing="official", revised_by="A made-up reviser")
    version = life.topic().version
    assert set(version.title) == set(version.questions[0]) == {"en", "ru"}
    assert version.title["ru"] == f"По-русски: {version.title['en']}"
    assert version.standing == {"ru": "official"}
    assert [record.translated_by for record in life.subject().told] == [(f"{TOPIC}#2",), ()]


def test_a_later_version_keeps_the_translations_of_what_it_left_as_it_was(life: Life) -> None:
    life.does("revise", TOPIC, version=text("Harbours", "What for?", "For whom?"))
    life.does("receive translation", f"{TOPIC}#2")
    life.does("revise", TOPIC, version=text("Harbours", "What for?", "At what cost?"))
    version = life.topic().version
    assert [set(one) for one in (version.title, *version.questions)] == [{"en", "ru"}, {"en", "ru"}, {"en"}]


def test_a_version_of_its_own_words_is_not_overruled(life: Life) -> None:
    life.does("receive translation", f"{TOPIC}#1")
    title = {**life.topic().version.title, "ru": "Свои слова"}
    own = TextVersion(source="H31/1", title=title, standing={"ru": "reconstructed"})
    life.does("revise", TOPIC, version=own)
    assert (life.topic().version.title["ru"], life.topic().version.standing["ru"]) == ("Свои слова", "reconstructed")


def test_a_translation_takes_the_place_of_a_text_that_is_not_official(life: Life) -> None:
    own = TextVersion(source="H31/1", title={"en": "Piers", "ru": "Пирсы?"}, standing={"ru": "reconstructed"})
    life.does("revise", TOPIC, version=own)
    life.does("receive translation", f"{TOPIC}#2", standing="official")
    assert life.topic().version.title["ru"] == "По-русски: Piers"
    assert life.topic().version.standing == {"ru": "official"}


def test_the_latest_translation_of_a_text_is_taken(life: Life) -> None:
    first = life.fitting("receive translation", f"{TOPIC}#1")
    life.acts(first)
    life.does("receive translation", f"{TOPIC}#1", texts={"version.title": "Лучше"})
    assert life.topic().version.title["ru"] == "Лучше"
    assert "ru" in life.topic().version.questions[0]


def test_a_text_that_is_corrected_has_lost_its_translation() -> None:
    life = at(Life(), "unresolved")
    record = life.subject().last("record no consensus")
    assert record
    life.does("receive translation", record.reference)
    life.does("correct", record.reference, fields={"tried": en("Nearly everything.")})
    told = life.topic().no_consensus
    assert told
    assert told[1].tried == en("Nearly everything.")
    assert isinstance(told[1].words, Mapping)
    assert set(told[1].words) == {"en", "ru"}


def test_annulling_it_leaves_the_record_as_it_was(life: Life) -> None:
    life.does("receive translation", f"{TOPIC}#1")
    life.does("annul", f"{TOPIC}#2")
    assert set(life.topic().version.title) == {"en"}


def test_a_personal_text_is_translated_as_a_commitment(life: Life) -> None:
    life.does("take position", TOPIC, text=en("Good."))
    life.does("receive translation", f"{TOPIC}#2", texts={"text": "Хорошо."})
    assert life.topic().positions[0][1].text == {"en": "Good.", "ru": "Хорошо."}
    record = life.subject().records[-1]
    assert personal_fields(record.motion) == ("texts", "sources")
    assert "Хорошо".encode() not in encode(record)
    assert digest_of("Good.").encode() not in encode(record)
    assert record.audience == "members"


def test_an_erased_translation_words_nothing(life: Life) -> None:
    life.does("take position", TOPIC, text=en("Good."))
    life.does("receive translation", f"{TOPIC}#2", texts={"text": "Хорошо."})
    subject = life.subject()
    erased = decode(encode(subject.records[-1]), {})
    again = type(subject)(TOPIC, (*subject.records[:-1], erased))
    assert dict(again.told[1].motion.text) == {"en": "Good."}  # type: ignore[attr-defined]  # a position has a text


TITLE, OTHER = "version.title", digest_of("Harbors")
MISFITS: list[tuple[str, tuple[str, ...], int, dict[str, object]]] = [
    ("record_holds_the_texts", (), 1, {"texts": {"words": "Слова"}}),
    ("record_holds_the_texts", ("receive translation",), 2, {"texts": {TITLE: "…"}}),
    ("record_holds_the_texts", ("record statement", "annul"), 2, {}),
    ("record_holds_the_texts", ("open debate",), 2, {}),
    ("text_in_the_language_is_not_its_own", ("revise",), 2, {}),
    ("translated_text_has_not_changed", (), 1, {"texts": {TITLE: "Гавани"}, "sources": {}}),
    ("translated_text_has_not_changed", (), 1, {"texts": {TITLE: "Гавани"}, "sources": {TITLE: OTHER}}),
    ("brackets_are_as_many", (), 1, {"texts": {TITLE: "[Гавани]"}}),
    ("line_stays_a_line", (), 1, {"texts": {TITLE: "Гавани\nи пирсы"}}),
    ("line_stays_a_line", (), 1, {"texts": {TITLE: "Ж" * 501}}),
]
"""The rule that a translation breaks, what was done before it, of which record it is, and what it says."""
OWN = TextVersion(source="H31/1", title={"en": "Piers", "ru": "Пирсы"})


@pytest.mark.parametrize(("rule", "before", "number", "fields"), MISFITS)
def test_a_translation_that_does_not_fit_its_record_is_refused(
    life: Life, rule: str, before: tuple[str, ...], number: int, fields: dict[str, object]
) -> None:
    for act in before:
        about = {"receive translation": f"{TOPIC}#1", "annul": f"{TOPIC}#2"}.get(act, TOPIC)
        life.does(act, about, **({"version": OWN} if act == "revise" else {}))
    with pytest.raises(RulesBrokenError) as refusal:
        life.does("receive translation", f"{TOPIC}#{number}", **fields)
    assert [cause.rule for cause in refusal.value.causes] == [rule]
