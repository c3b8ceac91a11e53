"""A text is circulated under the silence procedure, between two meetings."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
CIRCULATE = "circulate fog --until '{}T18:00 Europe/Lisbon' --on {} --as 'Made-up Chair'"
AGREED = "record-consensus fog --silence fog#{} --on {} --as 'Made-up Chair'"
OBJECT = (
    f"take-position fog --holder 'Made-up Isle' --stance object --text en='No.' --source MWG-1/9 --on 2020-03-09 {DESK}"
)


def test_a_silence_broken_once_and_then_kept_ends_in_consensus(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    code, _, err = teller.types(f"circulate fog --until 2020-03-10T18:00 {CHAIR}")
    assert (code, "is no time with its zone" in err) == (2, True)
    teller.is_refused(CIRCULATE.format("2020-03-01", "2020-03-04"), "silence_lasts_its_time")
    teller.does(CIRCULATE.format("2020-03-10", "2020-03-04"))
    teller.is_refused(AGREED.format(3, "2020-03-09"), "silence_has_passed")
    teller.does(OBJECT)
    teller.is_refused(AGREED.format(3, "2020-03-11"), "silence_was_kept", "no_objection_stands_in_time")
    assert "2020/fog was broken by 2020/fog#4" in teller.does(f"inbox {CHAIR}")
    inbox = " ".join(teller.does(f"inbox {CHAIR}").split())
    assert "Once no objection stands, it may be circulated anew." in inbox
    assert " circulate 2020/fog" not in inbox
    _, _, refused = teller.types(AGREED.format(3, "2020-03-11"))
    assert "Once no objection stands, circulate the text anew" in " ".join(refused.split())
    assert [line.split()[3] for line in refused.splitlines() if " --register " in line] == ["lift-objection"]
    teller.does(
        f"lift-objection fog --holder 'Made-up Isle' --how withdrawn --on 2020-03-12 {DESK}",
        CIRCULATE.format("2020-03-20", "2020-03-13"),
    )
    before = teller.export()
    assert "ended at 2020-03-20T18:00 Europe/Lisbon, and nobody broke it." in teller.does(f"inbox {CHAIR}")
    assert "its time has passed, and nobody broke it (2020/fog#6)" in teller.does("show fog")
    assert teller.export() == before
    teller.does(AGREED.format(6, "2020-03-21"))
    assert teller.history("2020/fog")[-1]["motion"]["silence"] == ["2020/fog#6"]
    assert ", under the silence procedure, on the topic" in teller.does("notice fog")
    assert teller.holds()
