"""Papers that were issued, and what the record says otherwise since."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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


def test_a_referral_that_was_annulled_and_made_again_has_a_note_of_its_own_day(remade: Teller) -> None:
    def drawn() -> str:
        code, said, err = remade.types("check 2020 --language en")
        assert (code, err) == (0, ""), said
        return remade.draws("note 2020")

    assert "8 April 2020" in drawn().partition("#")[0]
    remade.does(f"{NOTE} --language en --mark Rev --on 2020-04-09")
    assert "8 April 2020" in drawn().partition("#")[0]
    assert remade.holds()
