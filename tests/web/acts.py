"""Acts that are on record before a test of the pages begins."""

from __future__ import annotations

from typing import Any

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from tests.web.browser import CHAIR, DESK

Act = tuple[str, dict[str, Any]]
MET: dict[str, Any] = {"by": CHAIR, "evidence": {"meeting": "1"}}
STEPS: dict[str, Act] = {
    "debated": ("open debate", {**MET, "on": "2020-03-02"}),
    "agreed": ("record consensus", {**MET, "on": "2020-03-03"}),
    "unresolved": (
        "record no consensus",
        {**MET, "on": "2020-03-03", "tried": {"en": "A round."}, "refer": True, "words": {"en": "To refer it."}},
    ),
    "referred": (
        "escalate",
        {"by": DESK, "to_session": "Assembly 2020", "evidence": {"document": "MA20/5"}, "on": "2020-04-06"},
    ),
}
"""What brings topics to a state from the one before it."""


def text(title: str, question: str = "What is a good signal?") -> dict[str, Any]:
    """The text of a topic."""
    return {"title": {"en": title}, "questions": [{"en": question}]}


def put_forward(name: str = "2020/fog", title: str = "Fog signals", **more: Any) -> Act:
    """A topic that is put forward."""
    made = {"of": [name], "version": text(title), "by": DESK, "by_state": ["Made-up Land"], "on": "2020-02-10"}
    return "propose", {**made, **more}


def on(act: str, *names: str, **fields: Any) -> Act:
    """An act on topics, the fog signals unless others are named."""
    return act, {"of": list(names or ["2020/fog"]), **fields}


def steps(*states: str, of: tuple[str, ...] = ("2020/fog",)) -> list[Act]:
    """What brings topics through some states."""
    return [on(STEPS[state][0], *of, **STEPS[state][1]) for state in states]


def record(place: Location, *acts: Act, papers: tuple[tuple[str, bytes], ...] = ()) -> None:
    """Record acts; papers go with those that prove something."""
    with open_register(place) as register:
        for name, fields in acts:
            register.act(convert_fields(name, fields), papers=[*papers] if "evidence" in fields else [])


def launched(name: str = "2020/fog", title: str = "Fog", readers: str = "public", **more: str | None) -> list[Act]:
    """A consultation that was launched, its physical meeting planned unless another day is given, or none."""
    days = {"opens": "2020-04-01", "closes": "2020-06-01", "physical": "2020-07-01", **more}
    launch = on("launch", name, by=DESK, on="2020-04-01", **{day: said for day, said in days.items() if said})
    return [put_forward(name, title, audience=readers), *steps("debated", "agreed", of=(name,)), launch]
