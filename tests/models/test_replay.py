"""A case is loaded whole, and a refusal says where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.backends import Place
from escalade.models.cases import replay
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError

from .test_parser import CONSTITUTION, ROUND_ACT, Made, loaded


def test_an_act_out_of_order_is_refused_with_file_line_act_and_causes(made: Made, place: Place) -> None:
    wrong = '\n[[act]]\nact = "launch"\nof = ["2031"]\nby = "Desk"\non = "2031-01-06"\n'
    path = made("case.toml", CONSTITUTION + ROUND_ACT + wrong)
    with pytest.raises(StepNotAllowedError) as refusal:
        loaded(place, path)
    assert str(refusal.value).startswith(
        f"{path}, line 26, act “launch”: “launch” is not a step for 2031, which is open."
    )
    with open_reader(place) as reader:
        assert reader.size() == 0


def test_a_rule_that_an_act_breaks_is_said_with_the_place(made: Made, place: Place) -> None:
    path = made("case.toml", CONSTITUTION + ROUND_ACT.replace("Desk", "Hall"))
    with pytest.raises(RulesBrokenError) as refusal:
        loaded(place, path)
    assert [cause.rule for cause in refusal.value.causes] == ["officer_holds_the_office_then_or_now"]
    assert f"{path}, line 20, act “open round”: “open round” is refused for one reason:\n- " in str(refusal.value)


def test_an_error_before_the_first_act_has_no_place(made: Made, another: Callable[[str], Place]) -> None:
    place = another("closed.db")
    with open_register(place) as register:
        register.connection.close()
        with pytest.raises(Exception, match="closed") as refusal:
            replay(register, made("case.toml", CONSTITUTION), lambda *_: None)
    assert "case.toml" not in str(refusal.value)
