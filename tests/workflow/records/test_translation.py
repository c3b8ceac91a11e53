"""Translations: what they word, and what they leave as it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import decode, encode, personal_fields
from escalade.workflow.records.texts import digest_of
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import COUNCIL_DESK, DESK, TOPIC, Life, at, en, text


def details(life: Life, record: str, **fields: object) -> list[str]:
    """The rules that a translation breaks."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.does("receive translation", record, **fields)
    return [cause.rule for cause in refusal.value.causes]


def test_a_translation_words_the_topic_in_one_language_more(life: Life) -> None:
    life.does("receive translation", f"{TOPIC}#1", standing="official", revised_by="A made-up reviser")
    version = life.topic().version
    assert set(version.title) == set(version.questions[0]) == {"en", "ru"}
    assert version.title["ru"] == f"По-русски: {version.title['en']}"
    assert version.standing == {"ru": "official"}
    assert [record.translated_by for record in life.subject().told] == [(f"{TOPIC}#2",), ()]


def test_it_moves_nothing_and_is_no_text_version(life: Life) -> None:
    life.does("receive translation", f"{TOPIC}#1")
    assert (life.subject().state, len(life.topic().versions)) == ("proposed", 1)
    assert [record.reference for record in life.subject().live] == [f"{TOPIC}#1"]


@pytest.mark.parametrize("state", ["approved", "launched", "closed", "declined"])
def test_it_is_received_in_any_state(state: str) -> None:
    life = at(Life(), state)
    for officer in (DESK, COUNCIL_DESK):
        life.does("receive translation", f"{TOPIC}#1", by=officer)
    assert "ru" in life.topic().versions[0][1].title


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


def test_what_is_not_a_text_of_the_record_is_refused(life: Life) -> None:
    assert details(life, f"{TOPIC}#1", texts={"words": "Слова"}) == ["record_holds_the_texts"]
    life.does("receive translation", f"{TOPIC}#1")
    assert details(life, f"{TOPIC}#2", texts={"version.title": "…"}) == ["record_holds_the_texts"]
    life.does("record statement", TOPIC)
    life.does("annul", f"{TOPIC}#3")
    assert details(life, f"{TOPIC}#3") == ["record_holds_the_texts"]
    life.does("open debate", TOPIC)
    assert details(life, f"{TOPIC}#5") == ["record_holds_the_texts"]


def test_what_the_record_says_in_that_language_itself_is_not_replaced(life: Life) -> None:
    life.does("revise", TOPIC, version=TextVersion(source="H31/1", title={"en": "Piers", "ru": "Пирсы"}))
    assert details(life, f"{TOPIC}#2") == ["text_in_the_language_is_not_its_own"]


def test_a_translation_of_what_was_changed_is_refused(life: Life) -> None:
    assert details(life, f"{TOPIC}#1", texts={"version.title": "Гавани"}, sources={}) == [
        "translated_text_has_not_changed"
    ]
    other = {"version.title": digest_of("Harbors")}
    assert details(life, f"{TOPIC}#1", texts={"version.title": "Гавани"}, sources=other) == [
        "translated_text_has_not_changed"
    ]


def test_square_brackets_stay_as_many(life: Life) -> None:
    assert details(life, f"{TOPIC}#1", texts={"version.title": "[Гавани]"}) == ["brackets_are_as_many"]


@pytest.mark.parametrize("title", ["Гавани\nи пирсы", "Ж" * 501])
def test_a_title_stays_one_line(life: Life, title: str) -> None:
    assert details(life, f"{TOPIC}#1", texts={"version.title": title}) == ["line_stays_a_line"]


def test_the_same_text_in_fewer_languages_is_no_revision(life: Life) -> None:
    version = life.topic().version
    life.does("receive translation", f"{TOPIC}#1")
    with pytest.raises(RulesBrokenError) as refusal:
        life.does("revise", TOPIC, version=version)
    assert [cause.rule for cause in refusal.value.causes] == ["text_differs_from_the_last"]
