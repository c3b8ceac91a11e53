"""A made-up council decides on formal objections: a report, a minority opinion, a review.

Nothing in its papers is called a consultation: its constitution has nouns of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Teller
from .other_kind import PAPERS_OF_OURS, papers

CASE = Path(__file__).with_name("made_up_objections_council.toml")
CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Council Desk'"
FIRST = f"--meeting 1 --on 2022-02-01 {CHAIR}"
LAST = f"--session 'Panel 1' --sitting 2 --on 2022-03-15 --document MOC/7 {COUNCIL}"
KINDS = {
    "note": "objection-1", "notice": "return", "call": "return --as-of 2022-04-15", "call --letter": "return --as-of 2022-04-15",
    "report": "1", "agenda": "2",
}  # fmt: skip


@pytest.fixture
def council(teller: Teller) -> Teller:
    """A teller on the made-up body, its case before the Council."""
    teller.begins(
        f"load {CASE}",
        f"open-debate return pause {FIRST}",
        f"take-position return --holder 'Made-up Lamp Company' --stance object --source statement "
        f"--text en='The format is not safe.' --text fr='Le format n’est pas sûr.' --text ru='Формат небезопасен.' "
        f"--meeting 1 --on 2022-02-01 {DESK}",
        f"record-no-consensus return pause --tried en='The authors and the company were heard.' "
        f"--tried fr='Les auteurs et la compagnie ont été entendus.' --tried ru='Авторы и компания были заслушаны.' "
        f"--refer --words en='To form a panel.' --words fr='Constituer un collège.' --words ru='Создать коллегию.' "
        f"{FIRST}",
        f"escalate return pause --to-session 'Panel 1' --document MOC/3 --original en --on 2022-02-20 {DESK}",
    )
    return teller


@pytest.fixture
def decided(council: Teller) -> Teller:
    """A teller after the Council upheld one objection, and one was withdrawn by its maker."""
    council.does(
        f"withdraw pause --asked-by 'Made-up Lamp Company' --session 'Panel 1' --sitting 1 --on 2022-03-01 {COUNCIL}",
        f"approve return --how vote --votes 7,2,0 --words en='The objection is upheld: the decision gave no reasons.' "
        f"--words fr='L’objection est retenue : la décision n’était pas motivée.' "
        f"--words ru='Возражение удовлетворено: решение не было мотивировано.' {LAST}",
        f"record-statement return --holder 'Made-up Council Member Three' --nature dissociation "
        f"--text en='Minority opinion: the reasons were plain.' --text fr='Opinion minoritaire : les motifs étaient clairs.' "
        f"--text ru='Мнение меньшинства: мотивы были ясны.' --session 'Panel 1' --on 2022-03-15 {COUNCIL}",
    )
    return council


@pytest.fixture
def launched(decided: Teller) -> Teller:
    """A teller while the decision is reviewed."""
    decided.does(
        f"launch return --opens 2022-04-01 --closes 2022-05-31 --physical 2022-06-20 --place en='Made-up Hall' "
        f"--place fr='Salle imaginaire' --place ru='Вымышленный зал' --answer-to en='Write to the made-up desk.' "
        f"--answer-to fr='Écrire au bureau imaginaire.' --answer-to ru='Писать в вымышленное бюро.' "
        f"--on 2022-04-01 {DESK}",
    )
    return decided


def test_the_way_goes_through_to_the_end(launched: Teller) -> None:
    launched.does(
        f"record-responses return --count 4 --by-category company=3 --by-category authors=1 --where not-at-hand "
        f"--on 2022-06-01 {DESK}",
        f"record-hearing return --presided-by 'Made-up Chair' --summary not-at-hand --held 2022-06-20 --on 2022-06-20 "
        f"{DESK}",
        f"close return --on 2022-06-21 {DESK}",
        f"record-consideration return --meeting 2 --on 2022-09-05 {DESK}",
    )
    assert launched.states("objection-1") == {"return": "closed", "pause": "withdrawn"}
    assert launched.holds()
    for language in ("en", "fr", "ru"):
        for text in papers(launched, {"report": "2"}, language):
            assert not PAPERS_OF_OURS[language].search(text), text


def test_no_paper_calls_anything_a_consultation(launched: Teller) -> None:
    for language in ("en", "fr", "ru"):
        for text in papers(launched, KINDS, language):
            assert not PAPERS_OF_OURS[language].search(text), text
