"""Who is not to be named is a delegation where a sentence tells what they did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
AT_MEETING = f"--meeting 1 --on 2020-03-03 {DESK}"
OBJECTS = f"take-position fog --stance object --text en=No. --source MWG/3 {AT_MEETING}"
WithTopics = Callable[..., Teller]


def report(teller: Teller, tag: str) -> str:
    """The report of the first meeting, in a language."""
    return " ".join(teller.does(f"report 1 --language {tag}").split())


@pytest.mark.parametrize(
    ("tag", "objected", "withdrew"),
    [
        ("en", "2 A delegation objected to “fog”", "The objection made by a delegation to “fog” was withdrawn"),
        ("zh", "一代表团对议题“fog”提出异议", "一代表团撤回了对议题“fog”的异议"),
        ("es", "Una delegación formuló una objeción al tema «fog»", "Una delegación retiró su objeción al tema «fog»"),
        ("fr", "une objection (une délégation)", "(une délégation) a été retirée"),
    ],
)
@pytest.mark.parametrize(
    ("taking", "lifting"), [("--unattributed", ""), ("", "--unattributed")], ids=["objects unnamed", "lifts unnamed"]
)
def test_who_is_not_to_be_named_is_a_delegation(
    with_topics: WithTopics, tag: str, objected: str, withdrew: str, taking: str, lifting: str
) -> None:
    teller = with_topics("fog")
    teller.does(
        f"{OBJECTS} --holder 'Made-up Isle' {taking}",
        f"lift-objection fog --holder 'Made-up Isle' --how withdrawn {lifting} {AT_MEETING}",
    )
    told = report(teller, tag).replace("Made-up fog", "fog")
    assert (objected in told, withdrew in told, "Made-up Isle" in told) == (True, True, False), told
