"""The language versions that a paper still lacks."""

from __future__ import annotations

from escalade.workflow.subjects.language_versions import versions
from tests.lives import ROUND, TOPIC, Life, at, inbox


def test_the_languages_that_a_paper_still_lacks_wait_for_the_secretariat() -> None:
    life = at(Life(), "debated")
    languages = {"note": ["en", "fr", "ru"], "report": ["en", "es"]}
    life.does("amend constitution", "body", name={}, languages=languages)
    life.does("issue", ROUND, symbol="H31/4", language="fr", form="md")
    life.does("issue", ROUND, symbol="H31/4", language="fr", form="pdf")
    life.does("issue", ROUND, symbol="H31/5", kind="report", subject="meeting/20310106", language="en")
    life.does("issue", ROUND, symbol="H31/6", kind="notice", subject=TOPIC, language="en")
    found = [(one.sentence, one.office, dict(one.given)) for one in inbox(life.standing) if one.acts == ("issue",)]
    assert found == [
        (
            "The note H31/4 is issued in fr; en and ru are still to come.",
            "secretariat",
            {"kind": "note", "symbol": "H31/4", "language": "en"},
        ),
        (
            "The report H31/5 is issued in en; es is still to come.",
            "secretariat",
            {"kind": "report", "symbol": "H31/5", "language": "es", "subject": "meeting/20310106"},
        ),
    ]
    for language in ("en", "ru"):
        life.does("issue", ROUND, symbol="H31/4", language=language)
    life.does("issue", ROUND, symbol="H31/4", mark="Rev", number=1, language="fr")
    told = [one.sentence for one in inbox(life.standing) if one.acts == ("issue",)]
    assert told == [
        "The report H31/5 is issued in en; es is still to come.",
        "The note H31/4(Rev.1) is issued in fr; en and ru are still to come.",
    ]
    life.does("issue", ROUND, symbol="H31/4", mark="Corr", number=1, language="fr")
    for language in ("en", "ru"):
        life.does("issue", ROUND, symbol="H31/4", mark="Rev", number=1, language=language)
    assert [one.given["symbol"] for one in inbox(life.standing) if one.acts == ("issue",)] == ["H31/5"]
    life.does("issue", ROUND, symbol="H31/4", mark="Rev", number=2, language="ru")
    (again,) = (one for one in inbox(life.standing) if one.given.get("mark"))
    assert again.sentence == "The note H31/4(Rev.2) is issued in ru; en and fr are still to come."
    assert dict(again.given) == {"kind": "note", "symbol": "H31/4", "mark": "Rev", "language": "en"}
    told = [one.sentence for one in versions(life.standing.round(ROUND), {})]
    assert told[0] == "The note H31/4 is issued in fr, en and ru."
