"""The ledger by calls: proofs that lead to the root."""

from __future__ import annotations

import json

import pytest

from tests.web.caller import Caller


def test_the_proof_of_a_record_leads_to_the_root(desk: Caller) -> None:
    told = desk.get("proof/fog%231").json()
    assert told["checkpoint"] == desk.get("checkpoint").json()
    assert json.loads(told["record"])["act"] == "propose"
    (held,) = desk.client.post("/api/verify", json={"checkpoint": "a made-up note"}).json()
    assert (held["of"], held["ok"]) == ("checkpoint", False)


@pytest.mark.parametrize("call", ["checkpoint", "proof/fog%231"])
@pytest.mark.parametrize("day", [{"as_of": "2020-02-09"}, {"known_at": "2020-02-09T10:00:00Z"}])
def test_what_proves_is_of_the_ledger_as_it_lies_and_takes_no_day(desk: Caller, call: str, day: dict[str, str]) -> None:
    told = desk.get(call, **day)
    assert told.status_code == 422
    assert told.json()["error"] == "UnknownParameterError"
