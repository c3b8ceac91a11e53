"""The references of a note list the document of a record whose words name it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
HEARING = "2020/fog#5"


@pytest.fixture
def heard(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a consultation whose summary names a document, and a topic referred since."""
    teller = with_topics("fog", "ice")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-03-10 --closes 2020-04-01 --physical 2020-04-10 --on 2020-03-10 {DESK}",
        "record-hearing fog --held 2020-04-10 --presided-by 'Made-up Chair' --summary en='See MWG/31.' "
        f"--on 2020-04-10 {DESK}",
        f"close fog --on 2020-04-11 {DESK}",
        "record-no-consensus ice --tried not-at-hand --refer --words en='To refer it.' --meeting 2 --on 2020-09-08 "
        f"{CHAIR}",
        f"escalate ice --to-session 'Assembly 2021' --document MA20/9 --on 2020-10-01 {DESK}",
    )
    return teller


def unlisted(teller: Teller) -> list[str]:
    """What the check finds of documents that are not listed."""
    found = json.loads(teller.types("check 2020 --format json")[1])
    rows = found["findings"] if isinstance(found, dict) else found
    return [row["what"] for row in rows if row["check"] == "documents-are-listed"]


def test_the_references_list_a_document_once_it_is_that_of_the_record(heard: Teller) -> None:
    cited = "The document MWG/31 is cited, and the references do not list it."
    advice = f"If it is the document of {HEARING}, “correct {HEARING} --document MWG/31” lists it."
    assert unlisted(heard) == [f"{cited} {advice}"]
    heard.does(f"correct {HEARING} --document MWG/31 --why en=Slip --on 2020-10-02 {DESK}")
    assert unlisted(heard) == []
    assert "Document MWG/31" in heard.does("note 2020 --language en")


def test_a_document_of_a_record_whose_words_do_not_name_it_is_not_listed(heard: Teller) -> None:
    heard.does(f"correct {HEARING} --document MWG/3 --why en=Slip --on 2020-10-02 {DESK}")
    assert len(unlisted(heard)) == 1
    assert "Document MWG/3\n" not in heard.does("note 2020 --language en")
