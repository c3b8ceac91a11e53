"""Nothing on record is dropped in silence, and no day is taken that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Teller

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
TWO = "--title en=Lamps --title fr=Lampes --question en=Which? --question 'fr=Lesquelles ?'"
PROPOSES = f"propose 2020/lamps {TWO} --by-state 'Made-up Land' --on 2020-02-10 {DESK}"
ONE_ONLY = "It is changed in English only; the text in French stands as it was."


# Days


# Languages


def test_a_question_corrected_in_one_language_keeps_the_other(group: Teller) -> None:
    group.does(PROPOSES)
    line = f"correct lamps#1 --question en='Which, exactly?' --why en=Misprint --on 2020-02-11 {DESK}"
    assert ONE_ONLY in group.types(line)[2]
    shown = group.does("show lamps --language fr")
    assert "Lesquelles" in shown
    told = group.does("diff lamps")
    assert "Which, exactly?" in told.replace("[-", "").replace("{+", "").replace("+}", "") or "exactly" in told


def test_an_invitation_stays_unless_it_is_given_empty(group: Teller, tmp_path: Path) -> None:
    group.does(f"{PROPOSES} --invitation 'en=All are asked:' --invitation 'fr=Chacun est interrogé :'")
    group.does(f"revise lamps --title en=Bulbs --source MWG-1/4 --on 2020-02-12 {DESK}")
    assert group.history("lamps")[-1]["motion"]["version"]["invitation"]["en"] == "All are asked:"
    file = tmp_path / "act.json"
    file.write_text(json.dumps({"version": {"invitation": {}, "source": "MWG-1/5"}}))
    group.does(f"revise lamps --from {file} --on 2020-02-13 {DESK}")
    version = group.history("lamps")[-1]["motion"]["version"]
    assert ("invitation" in version, version["title"]["en"]) == (False, "Bulbs")


# Acts on several topics


# Names
