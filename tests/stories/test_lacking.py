"""What the sources lack is entered as such, and everything says so."""

from __future__ import annotations

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
PROPOSES = f"propose 2020/spam --title en=Spam --by-state 'Made-up Land' --on 2020-02-10 {DESK}"


def test_questions_come_later(group: Teller) -> None:
    group.does(f"{PROPOSES} --question not-at-hand")
    group.does(f"revise spam --title en=Spam --question en='What is it?' --source MWG-1/2 --on 2020-02-11 {DESK}")
    version = group.history("2020/spam")[-1]["motion"]["version"]
    assert ("questions_not_at_hand" in version, len(version["questions"])) == (False, 1)
