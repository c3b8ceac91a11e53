"""A decided text that says something else than the one that was referred."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Teller

WithTopics = Callable[..., Teller]
ASSEMBLY = "--as 'Made-up Assembly Desk'"
APPROVE = f"approve lamps --words not-at-hand --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"
LEFT = "English text as it was referred; amended in German only."


@pytest.fixture
def referred(with_topics: WithTopics) -> Teller:
    """A topic in two languages before the superior body."""
    teller = with_topics("lamps")
    teller.does(
        "revise lamps --title en=Lamps --title de=Lampen --question en=Which? --question de=Welche? --source MWG-1/2 "
        "--on 2020-03-02 --as 'Made-up Desk'",
        "record-no-consensus lamps --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        "escalate lamps --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 --as 'Made-up Desk'",
    )
    return teller


def amended(folder: Path, **questions: str) -> str:
    """The option that gives an amended text, with a question in its languages."""
    file = folder / "lamps.json"
    text = {"title": {"en": "Lamps", "de": "Lampen"}, "questions": [questions]}
    file.write_text(json.dumps(text))
    return f"--amended lamps={file}"


def test_an_amendment_in_one_language_alone_is_said_to_be_everywhere(referred: Teller, tmp_path: Path) -> None:
    line = f"{APPROVE} {amended(tmp_path, en='Which?', de='Welche denn?')}"
    _, _, said = referred.types(f"{line} --dry-run")
    warned = "It is amended in de only; the text in English stands as referred."
    assert f"Warning: 2020/lamps: {warned}" in said
    data = json.loads(referred.does(f"{line} --format json"))
    assert [cause["sentence"] for cause in data["warnings"]] == [warned]
    assert "amended in de only; the text in English stands as referred" in referred.does("history lamps --format csv")
    assert "amended in de only" in referred.does("show lamps#6")
    assert LEFT in referred.does("notice lamps --language en")
    code, _, said = referred.types(
        "issue 2020 --subject lamps --kind notice --symbol MA20/6 --language en --as 'Made-up Desk'"
    )
    assert (code, "The text was amended in other languages, and in this one it was not." in said) == (4, True)
    assert referred.holds()


def test_an_amendment_in_every_language_is_left_as_it_is(referred: Teller, tmp_path: Path) -> None:
    _, _, said = referred.types(f"{APPROVE} {amended(tmp_path, en='Which ones?', de='Welche denn?')}")
    assert "only" not in said
    assert "amended in" not in referred.does("history lamps --format csv")
    assert LEFT not in referred.does("notice lamps --language en")


def test_a_text_that_says_the_same_is_no_amendment(referred: Teller, tmp_path: Path) -> None:
    referred.is_refused(f"{APPROVE} {amended(tmp_path, en='Which?', de='Welche?')}", "amended_text_differs")


def test_a_revision_or_a_launch_in_one_language_alone_is_said_in_papers(
    with_topics: WithTopics, tmp_path: Path
) -> None:
    teller, desk = with_topics("lamps"), "--as 'Made-up Desk'"
    both = "--title en=Lamps --title de=Lampen --question en=Which?"
    teller.does(f"revise lamps {both} --question de=Welche? --source MWG-1/2 --on 2020-03-02 {desk}")
    text = {"title": {"en": "Lamps", "de": "Lampen"}, "questions": [{"en": "Which?", "de": "Welche denn nun?"}]}
    (tmp_path / "launched.json").write_text(json.dumps(text))
    teller.does(
        f"revise lamps {both} --question de='Welche denn?' --source MWG-1/3 --on 2020-03-02 {desk}",
        "record-consensus lamps --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
    )
    said = "English text as it stood before; changed in German only."
    assert said in teller.does("notice lamps --language en")
    assert "changed in" not in teller.does("notice lamps --language fr")
    teller.does(
        f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --text-file {tmp_path / 'launched.json'} "
        f"--reason en='A slip.' --on 2020-04-01 {desk}"
    )
    assert said in teller.does("call lamps --language en --as-of 2020-04-02")
