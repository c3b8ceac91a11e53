"""Officers whose names look alike are asked about; who bears the same name is the same officer."""

from __future__ import annotations

from .conftest import Teller

DESK = "--as 'Made-up Desk'"


def test_who_bears_the_same_name_is_the_same_officer_and_who_looks_the_same_is_asked_about(group: Teller) -> None:
    appoints = f"--office vice-chair --since 2020-02-01 --on 2020-02-01 {DESK}"
    group.does(f"appoint 'Made-up Zo\u00eb' {appoints}")
    group.does(f"appoint '  Made-up Zoe\u0308 ' {appoints.replace('vice-chair', 'secretariat')}")
    assert group.does("show body").count("Made-up Zo\u00eb") == 2
    group.is_refused(f"appoint 'made-up zo\u00eb' {appoints}", "name_is_told_apart")
    group.is_refused(f"appoint 'M\u0430de-up Zoe' {appoints}", "name_is_told_apart")
    group.does(f"appoint 'made-up zo\u00eb' --another {appoints}")
    assert group.history("body")[-1]["motion"]["another"] is True
    assert group.does("show body").count("made-up zo\u00eb") == 1
    assert group.holds()


def test_two_officers_of_one_name_act_each_as_their_name_is_written(group: Teller) -> None:
    appoints = f"--office secretariat --since 2020-02-01 --on 2020-02-01 {DESK}"
    group.does(f"appoint 'Made-up Ada' {appoints}", f"appoint 'MADE-UP ADA' --another {appoints}")
    said = "record-statement fog --holder Isle --text en='So.' --on 2020-03-01"
    group.does(
        "propose 2020/fog --title en=Fog --question en='What?' --by-state Land --on 2020-02-10 --as 'MADE-UP ADA'",
        f"{said} --as 'Made-up Ada'",
    )
    assert [row["officer"] for row in group.history("2020/fog")] == ["MADE-UP ADA", "Made-up Ada"]
    code, _, told = group.types(f"{said} --as 'made-up ada'")
    assert (code, "may mean" in told) == (2, True)
    assert group.holds()
