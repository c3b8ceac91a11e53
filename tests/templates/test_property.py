"""Properties of a Word file: the seal, and texts of one's own."""

from __future__ import annotations

from lxml import etree

from escalade.templates.checks.reading.package import CORE, CUSTOM, RELATIONS, TYPES
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.word.letterhead import read_shipped_template
from escalade.templates.formats.word.property import SEAL, add_properties, text_properties, with_properties
from escalade.templates.values.paper import Seal


def parts() -> dict[str, bytes]:
    """The parts of the template that is shipped."""
    return parts_of(read_shipped_template(), "ours")


def test_a_template_is_ready_for_properties_once_however_often_it_is_made_so() -> None:
    once = with_properties(parts())
    again = with_properties(once)
    assert again == once
    for part in (CORE, CUSTOM):
        assert [one.get("PartName") for one in etree.fromstring(once[TYPES])].count(f"/{part}") == 1
        assert [one.get("Target") for one in etree.fromstring(once[RELATIONS])].count(part) == 1


def test_the_seal_is_written_beside_what_is_there() -> None:
    custom = with_properties(parts())[CUSTOM]
    seal = Seal(3, "cd" * 32)
    both = add_properties(add_properties(custom, {SEAL: str(seal)}), {"made-up": "Häfen & <Molen>"})
    assert text_properties(both) == {SEAL: str(seal), "made-up": "Häfen & <Molen>"}
    numbers = [one.get("pid") for one in etree.fromstring(both)]
    assert numbers == ["2", "3"]


def test_an_earlier_seal_of_a_template_is_taken_out() -> None:
    ready = with_properties(parts())
    sealed = {**ready, CUSTOM: add_properties(ready[CUSTOM], {SEAL: "old", "made-up": "stays"})}
    assert text_properties(with_properties(sealed)[CUSTOM]) == {"made-up": "stays"}
