"""What a hidden act moved is told by no later act that everybody may read.

Two registers are asked the same. In one an act for others moves a topic; in
the other an act for others moves nothing; whatever follows is public.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends.location import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.browser import DESK, READER
from tests.web.caller import with_tokens
from tests.web.conftest import MakeApp
from tests.web.test_scoped_reader import MET, TOPIC, World, differs, every

Act = tuple[str, dict[str, Any]]
FOG: dict[str, Any] = {"of": ["2020/fog"]}
VERSION = {"title": {"en": "Made-up too"}, "questions": [{"en": "What?"}], "source": "MWG/1"}
SAYS: Act = (
    "record statement",
    {**FOG, "by": DESK, "on": "2020-03-02", "holders": ("Made-up Land",), "text": {"en": "Made-up"}},
)
PUT_FORWARD: tuple[Act, ...] = (
    ("propose", {**FOG, "by_state": ["Made-up Land"], **TOPIC}),
    ("open debate", {**FOG, **MET}),
)
AGREED: Act = ("record consensus", {**FOG, **MET})
NOT_AGREED: Act = ("record no consensus", {**FOG, **MET, "tried": {"en": "Made-up"}, "words": {"en": "Made-up"}})
ANNULLED: Act = (
    "annul",
    {"records": ["2020/fog#3"], "by": MET["by"], "on": "2020-03-02", "why": {"en": "Made-up"}},
)
REVISED: Act = ("revise", {**FOG, "by": DESK, "on": "2020-03-03", "version": VERSION})
WITHDRAWN: Act = ("withdraw", {**FOG, "by": DESK, "on": "2020-03-04", "asked_by": ["Made-up Land"]})
Asking = Callable[[tuple[Act, ...], Act, tuple[Act, ...]], list[World]]


@pytest.fixture(params=[(None, "members"), (READER, "office")], ids=["public", "members"])
def asking(
    request: pytest.FixtureRequest, kept: Path, accounts: Mapping[str, Account], tmp_path: Path, make_app: MakeApp
) -> Asking:
    """Ask two registers as somebody from whom an act is hidden that moves a topic in the second alone."""
    name, audience = request.param
    began = datetime.now(UTC)

    def serves(file: str, acts: tuple[Act, ...]) -> World:
        """A register with these acts, each at the same moment and with the same salts."""
        path = Path(shutil.copy(kept, tmp_path / file))
        with open_register(Location(path), clock=lambda: began, salts=lambda: "ab" * 16) as register:
            for act, fields in acts:
                register.act(convert_fields(act, fields))
        settings = Settings(register=Location(path), accounts=tmp_path / "none")
        return World(make_app(settings, with_tokens(dict(accounts))), name)

    def asks(before: tuple[Act, ...], moves: Act, then: tuple[Act, ...]) -> list[World]:
        hides = [(act, {**fields, "audience": audience}) for act, fields in (SAYS, moves)]
        return [serves(f"{act}.db", (*before, (act, fields), *then)) for act, fields in hides]

    return asks


@pytest.mark.parametrize(
    ("before", "moves", "then"),
    [
        (PUT_FORWARD, NOT_AGREED, (REVISED,)),
        (PUT_FORWARD, NOT_AGREED, (SAYS, REVISED, WITHDRAWN)),
        ((*PUT_FORWARD, AGREED), ANNULLED, (SAYS,)),
    ],
    ids=["text", "withdrawal", "annulment"],
)
def test_no_door_tells_a_state_that_a_hidden_act_left(
    asking: Asking, before: tuple[Act, ...], moves: Act, then: tuple[Act, ...]
) -> None:
    worlds = asking(before, moves, then)
    paths = [*every(worlds[0].app), *(f"/topics/2020/fog?as_of=2020-03-0{day}" for day in (2, 3, 4))]
    paths += ["/api/show/2020/fog?as_of=2020-03-04", "/api/show/2020/fog%235", "/topics/2020/fog/records/4"]
    asked = [path for path in paths if not path.startswith("/api/proof/")]
    left_out = {"/feeds/decisions.atom"}  # its identifiers are those of the ledger
    found = {path: told for path in asked if path not in left_out and (told := differs(worlds, path, None))}
    assert not found, "\n".join(f"{path}\n  {one}\n  {other}" for path, (one, other) in found.items())
    assert len(asked) > 200


def test_the_proof_of_an_act_that_tells_such_a_state_is_for_officers(asking: Asking) -> None:
    whole, other = asking(PUT_FORWARD, NOT_AGREED, (REVISED, WITHDRAWN))
    told = {ordinal: [one.asked(f"/api/proof/2020/fog%23{ordinal}") for one in (whole, other)] for ordinal in (2, 4, 5)}
    assert {ordinal: [one[0] for one in answers] for ordinal, answers in told.items()} == {
        2: [200, 200],
        4: [200, 403],
        5: [200, 403],
    }
    assert not any("unresolved" in one[2] for answers in told.values() for one in answers)
