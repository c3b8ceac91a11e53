"""The ledger by calls: proofs that lead to the root."""

from __future__ import annotations

import json

from tests.web.caller import Caller


def test_the_proof_of_a_record_leads_to_the_root(desk: Caller) -> None:
    told = desk.get("proof/fog%231").json()
    assert told["checkpoint"] == desk.get("checkpoint").json()
    assert json.loads(told["record"])["act"] == "propose"
    held = desk.client.post("/api/verify-checkpoint", json={"checkpoint": "a made-up note"}).json()
    assert held["ok"] is False
