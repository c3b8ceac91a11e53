"""The dates that a text gives, in the six languages."""

# ruff: noqa: RUF001 - Russian is written in Cyrillic

from __future__ import annotations

import pytest

from escalade.templates.checks.days import dates_in, without_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It met on 31 March 2017.", ["2017-03-31"]),
        ("It met on March 31, 2017.", ["2017-03-31"]),
        ("It met from 15 to 25 May 2017.", ["2017-05-15", "2017-05-25"]),
        ("From 28 February to 3 March 2017", ["2017-02-28", "2017-03-03"]),
        ("Submitted in February 2016.", ["2016-02"]),
        ("Le 1er août 2017, puis les 3 et 4 août 2017", ["2017-08-01", "2017-08-03", "2017-08-04"]),
        ("del 15 al 25 de mayo de 2017", ["2017-05-15", "2017-05-25"]),
        ("с 15 по 25 мая 2017 г.", ["2017-05-15", "2017-05-25"]),
        ("في 31 آذار/مارس 2017", ["2017-03-31"]),
        ("2017年5月15日至25日", ["2017-05-15", "2017-05-25"]),
        ("2017年2月28日至3月3日", ["2017-02-28", "2017-03-03"]),
        ("2020年3月20日18时00分（里斯本时间，UTC+0）", ["2020-03-20"]),
        ("2020年3月20日00时30分至3月21日9时", ["2020-03-20", "2020-03-21"]),
        ("2020年3月20日 18:00", ["2020-03-20"]),
        ("2020年3月20日至21日12时", ["2020-03-20", "2020-03-21"]),
        ("18:00 (Lisbon time, UTC) on 20 March 2020", ["2020-03-20"]),
        ("00:30 (UTC+1) on 2 March 2020", ["2020-03-02"]),
        ("March 20, 2020 at 12:30", ["2020-03-20"]),
        ("le 20 mars 2020 à 18 h 00 (heure de Lisbonne, UTC)", ["2020-03-20"]),
        ("el 20 de marzo de 2020 a las 00:30 horas (hora de Lisboa, UTC)", ["2020-03-20"]),
        ("20 марта 2020 года в 18:00 (время: Лиссабон, UTC)", ["2020-03-20"]),
        ("20 مارس 2020 الساعة 18:00 (بتوقيت لشبونة، UTC)", ["2020-03-20"]),
        ("Recorded on 2017-03-31, and on 31 March 2017.", ["2017-03-31"]),
    ],
)
def test_days_and_months_are_read_once_and_in_order(text: str, dates: list[str]) -> None:
    assert list(dates_in(text)) == dates


@pytest.mark.parametrize("text", ["It met on 31 March.", "Document C17/51 of 12 pages", "12 mayors may march", ""])
def test_what_has_no_year_beside_it_is_no_date(text: str) -> None:
    assert dates_in(text) == ()


def test_a_year_is_lent_to_the_date_beside_it_and_to_none_far_away() -> None:
    far = "It met on 28 February, as the members had asked for some time before, and again on 3 March 2017."
    assert dates_in(far) == ("2017-03-03",)


def test_a_text_without_its_dates_keeps_its_other_figures() -> None:
    left = without_dates("On 31 March 2017 (2017-03-31, 2017年3月31日) 12 members met 3 times.")
    assert left.split() == ["On", "(", ",", ")", "12", "members", "met", "3", "times."]
