"""Papers that were issued, and what the record says otherwise since."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from escalade.services.papers import corrected, counterpart
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
REFER = f"escalate fog --to-session 'Assembly 2020' --document MA20/5 {DESK}"
NOTE = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all {DESK}"


@pytest.fixture
def unresolved(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a round whose topic is to be referred."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}"
    )
    return teller


@pytest.fixture
def remade(unresolved: Teller) -> Teller:
    """A teller whose referral was annulled after its note was issued, and made again."""
    unresolved.does(
        f"{REFER} --on 2020-04-06",
        f"{NOTE} --language en --on 2020-04-06",
        f"annul 2020/fog#4 --why en=Slip. --on 2020-04-07 {DESK}",
        f"{REFER} --agenda-item 'PL 1.4' --on 2020-04-08",
    )
    return unresolved


def _plan(teller: Teller, day: str) -> dict[str, str | None]:
    rows = json.loads(teller.does(f"plan 2020 --on {day} --format json"))
    return {row["what"]: row["done"] for row in rows["lines"] if row["stage"] == "posting"}


def test_the_plan_counts_no_note_of_a_referral_that_was_annulled(remade: Teller) -> None:
    assert _plan(remade, "2020-04-08") == {"The note is issued (de, en)": None}
    remade.does(f"{NOTE} --language en --mark Rev --on 2020-04-09")
    assert _plan(remade, "2020-04-09") == {"The note is issued (en)": "2020-04-09", "The note is issued (de)": None}


def test_no_language_is_asked_for_of_a_note_whose_referral_was_annulled(unresolved: Teller) -> None:
    coming = "The note MA20/5 is issued in en; de is still to come."
    unresolved.does(f"{REFER} --on 2020-04-06", f"{NOTE} --language en --on 2020-04-06")
    asked = "inbox --as 'Made-up Desk' --format json"
    said = [row["sentence"] for row in json.loads(unresolved.does(asked))]
    assert [one for one in said if "MA20/5" in one] == [coming], said
    unresolved.does(f"annul 2020/fog#4 --why en=Slip. --on 2020-04-07 {DESK}")
    assert "MA20/5" not in unresolved.does(asked)


COUNCIL = "--as 'Made-up Assembly Desk'"
NOTICE = f"issue 2020 --kind notice --subject fog --symbol MA20/90 --language en --form md --accept all {DESK}"
CORRECT = f"correct 2020/fog#5 --why en=Miscounted. --on 2020-06-15 {COUNCIL}"
STILL = "record-says-so-still"


@pytest.fixture
def decided(unresolved: Teller) -> Teller:
    """A teller on a round whose topic was approved by vote on 2 June 2020."""
    unresolved.does(
        f"{REFER} --on 2020-04-06",
        "approve fog --words en=Approved. --how vote --votes 20,5,3 --session 'Assembly 2020' --sitting 1 "
        f"--on 2020-06-02 {COUNCIL}",
    )
    return unresolved


def warnings(teller: Teller, file: Path, about: str = "2020/fog") -> list[str]:
    """What a check of an issued file warns of as said otherwise by now."""
    code, said, _ = teller.types(f"check {file} --against {about} --format json")
    assert code == 0, said
    found = json.loads(said)
    assert {one["check"] for one in found["findings"] if one["severity"] == "error"} == set()
    return [one["what"].replace("\N{NO-BREAK SPACE}", " ") for one in found["findings"] if one["check"] == STILL]


def test_a_check_of_an_issued_notice_says_what_the_record_says_otherwise_by_now(
    decided: Teller, tmp_path: Path
) -> None:
    decided.does(f"{NOTICE} --on 2020-06-05 --to {tmp_path}")
    (file,) = tmp_path.glob("*.md")
    decided.does(f"confirm fog#5 --document MA20/60 --on 2020-06-12 {COUNCIL}")
    decided.does(f"correct 2020/fog#3 --why en=Slip. --tried en=Unprinted. --on 2020-06-13 {CHAIR}")
    assert warnings(decided, file) == []
    decided.does(f"{CORRECT} --set votes=21,4,3 --set on=2020-06-10 --sitting 2")
    found = warnings(decided, file)
    assert all(one.endswith("issue a corrigendum or a revision.") for one in found)
    assert any("21" in one and "20" in one and "by now, and the paper" in one for one in found), found
    assert any("10 June 2020" in one for one in found), found
    decided.does(f"{NOTICE} --mark Rev --on 2020-06-16 --to {tmp_path}/new")
    assert warnings(decided, file) == []
    (file,) = (tmp_path / "new").glob("*.md")
    assert warnings(decided, file) == []
    assert decided.holds()


def test_an_issued_paper_is_at_no_fault_for_what_a_later_version_words_otherwise(
    decided: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided.does(f"{NOTICE} --on 2020-06-05 --to {tmp_path}")
    (file,) = tmp_path.glob("*.md")

    def build_otherwise(*given: Any, **named: Any) -> Paper:
        paper = build(*given, **named)
        return replace(paper, signature=(paper.title,))  # a sentence that the file has once

    monkeypatch.setattr(corrected, "build", build_otherwise)
    monkeypatch.setattr(counterpart, "build", build_otherwise)
    assert warnings(decided, file) == []
    decided.does(f"{CORRECT} --set votes=21,4,3")
    found = warnings(decided, file)
    assert any("21" in one and "20" in one for one in found), found
    assert not any("Notice on" in one for one in found), found
    file.write_text(file.read_text("utf-8").replace("by 20 votes", "by 19 votes"), encoding="utf-8")
    code, said, _ = decided.types(f"check {file} --against 2020/fog --format json")
    assert (code, "record-is-said" in said) == (4, True)


def test_a_text_that_was_erased_since_is_told_of_the_issued_file(unresolved: Teller, tmp_path: Path) -> None:
    unresolved.does(
        "take-position fog --holder 'Made-up Isle' --stance object --text en='The signals are far too loud at night.' --source MWG-1/2 "
        f"--on 2020-03-03 {DESK}",
        f"{REFER} --on 2020-04-06",
        f"{NOTE} --language en --on 2020-04-06 --to {tmp_path}",
    )
    (file,) = tmp_path.glob("*.md")
    assert warnings(unresolved, file, "2020") == []
    unresolved.does(f"redact 2020/fog#4 --why en='Asked for.' --on 2020-04-07 {DESK}")
    (said,) = warnings(unresolved, file, "2020")
    assert "The signals are far too loud at night." in said
    assert "by now, and the paper" in said


def test_what_the_record_no_longer_says_is_told_of_the_file(decided: Teller, tmp_path: Path) -> None:
    decided.does(
        f"{NOTICE} --on 2020-06-05 --to {tmp_path}", f"annul 2020/fog#5 --why en=Slip. --on 2020-06-15 {COUNCIL}"
    )
    (file,) = tmp_path.glob("*.md")
    found = warnings(decided, file)
    assert any(one.startswith("The record no longer says “") or "and the paper" in one for one in found), found
