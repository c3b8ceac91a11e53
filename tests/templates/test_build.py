"""The shipped Word template, built of its parts."""

from __future__ import annotations

from escalade.templates.formats.word import build
from escalade.templates.formats.word.draw import check_template, own_source

from . import fields


def test_the_shipped_template_is_what_its_parts_make() -> None:
    assert build.build_template() == own_source().data


def test_the_shipped_template_prints_everything() -> None:
    found = check_template(own_source())
    assert (found.faults, found.gaps) == ((), ())


def test_the_page_on_templates_names_every_field() -> None:
    assert fields.PAGE.read_text(encoding="utf-8") == fields.page()
