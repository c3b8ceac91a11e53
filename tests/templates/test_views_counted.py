# ruff: noqa: RUF001 - Russian has letters that look like Latin ones
"""What announces views and statements agrees with how many there are."""

from __future__ import annotations

import pytest

from escalade.templates.languages.tongue import tongue

VIEWS = {
    "en": ("The following view is on record so far:", "The following views are on record so far:"),
    "fr": ("L’opinion ci-après est consignée à ce stade :", "Les opinions ci-après sont consignées à ce stade :"),
    "es": (
        "Hasta el momento consta en el registro la siguiente opinión:",
        "Hasta el momento constan en el registro las siguientes opiniones:",
    ),
    "ru": ("На данный момент зафиксировано следующее мнение:", "На данный момент зафиксированы следующие мнения:"),
    "zh": ("迄今记录在案的意见如下：", "迄今记录在案的意见如下："),
    "ar": ("فيما يلي الرأي المدوَّن في السجل حتى الآن:", "فيما يلي الآراء المدوَّنة في السجل حتى الآن:"),
}


@pytest.mark.parametrize("language", VIEWS)
def test_one_view_is_announced_as_one(language: str) -> None:
    told = [
        str(tongue(language).say("note.views_on_record", draft=True, whole=False, count=1, one=one)).replace(
            "\xa0", " "
        )
        for one in (True, False)
    ]
    assert told == [*VIEWS[language]]


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "البيان التالي مدوَّن في السجل:"),
        (2, "البيانان التاليان مدوَّنان في السجل:"),
        (3, "البيانات التالية مدوَّنة في السجل:"),
    ],
)
def test_two_statements_are_announced_in_the_arabic_dual(many: int, said: str) -> None:
    assert str(tongue("ar").say("common.statements", title=None, one=many == 1, count=many)) == said
