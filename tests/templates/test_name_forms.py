"""Names whose forms the body gives."""

from __future__ import annotations

from pathlib import Path

from .conftest import Register, acts_in


def test_the_forms_of_a_name_stand_in_russian_sentences() -> None:
    acts = acts_in(Path(__file__).with_name("made_up_lanterns.toml"))
    acts[0]["superior_body"]["ru"] = "Выдуманный Ковен"
    forms = {"gender": "masculine", "genitive": "Выдуманного Ковена", "dative": "Выдуманному Ковену"}
    register, bare = Register(), Register()
    bare.play(acts)
    acts[0]["terms"] = {"superior_body": {"forms": {"ru": forms}}}
    register.play(acts)
    assert "«Выдуманный Ковен»" in bare.text("note", "2031", "ru")
    text = register.text("note", "2031", "ru")
    assert "Выдуманному Ковену предлагается" in text
    assert "«Выдуманный Ковен»" not in text
