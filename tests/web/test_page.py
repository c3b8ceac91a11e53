"""How pages are drawn from templates, and at which addresses."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, UndefinedError
from markupsafe import Markup

from escalade.templates.environment import make_environment
from escalade.web.i18n.language import digest_of
from escalade.web.rendering.address import act_address, address, reference_at
from escalade.web.rendering.page import environment
from escalade.web.routes.room import draw_qr_code
from escalade.workflow.values.errors import RequestError, UnknownReferenceError

PART = """
{%- macro framed(words, mark="*") %}[{{ mark }}{{ words }}]{% endmacro -%}
{%- macro around(words) %}[{{ words }}{{ caller() }}]{% endmacro -%}
"""
TEMPLATES = {
    "part": PART,
    "text": "{{ value }}",
    "attribute": "{{ value.real }} {{ value.real.imag }}",
    "sentence": "{% trans name=value %}Called {{ name }}, 100% so.{% endtrans %}",
    "several": "{% trans count=value|length %}One thing{% pluralize %}{{ count }} things{% endtrans %}",
    "joined": "{{ value ~ ' & ' ~ safe ~ 3 }}",
    "plain": "{% autoescape false %}{{ value }}{% endautoescape %}",
    "called": "{% from 'part' import framed %}{{ framed(value, mark='<') }}{{ framed(*[value], **{'mark': '!'}) }}",
    "calling": "{% from 'part' import around %}{% call around(value) %}<{{ value }}>{% endcall %}",
    "keyword": "{{ given(**{'class': value}) }}{{ given(lambda=value) }}",
}
VALUES = ("plain", '<a href="x">&\'', "", Markup("<b>"), ["<", "&"])


def installed(one: Environment) -> Environment:
    """An environment with sentences that are their own translation."""
    one.install_gettext_callables(str, lambda one, more, count: one if count == 1 else more, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    one.globals.update(safe=Markup("<i>"), given=lambda **named: sorted(named.items()))
    return one


OPTIONS: dict[str, Any] = {"loader": DictLoader(TEMPLATES), "autoescape": True, "extensions": ["jinja2.ext.i18n"]}
OURS = installed(make_environment("pages-tried", **OPTIONS))
JINJAS = installed(Environment(**OPTIONS))  # noqa: S701  # everything is escaped, as OPTIONS has it


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"part", "attribute"}))
def test_a_page_says_what_jinja_would_say(name: str, value: object) -> None:
    said = [one.get_template(name).render(value=value) for one in (OURS, JINJAS)]
    assert said[0] == said[1]


def test_an_attribute_is_read() -> None:
    assert OURS.get_template("attribute").render(value=3) == "3 0"


@pytest.mark.parametrize("facts", [{}, {"value": "x"}])
def test_what_is_not_there_is_never_shown(facts: dict[str, object]) -> None:
    with pytest.raises(UndefinedError):
        OURS.get_template("attribute").render(facts)


def test_templates_may_be_given_what_others_do_not_know() -> None:
    assert OURS.from_string("{{ more }}{{ safe }}", {"more": "&"}).render() == "&amp;<i>"


@pytest.mark.parametrize("value", ["&", "<", ">", '"', "'", "é", 3, None, Markup("<b>"), 1.5])
def test_whatever_is_shown_is_escaped_once(value: object) -> None:
    page = environment("en", "")
    once = page.from_string("{{ value }}").render(value=value)
    assert once == Environment(autoescape=True).from_string("{{ value }}").render(value=value)
    assert page.from_string("{{ value }}").render(value=Markup(once)) == once  # noqa: S704  # it was escaped


def test_a_sentence_is_looked_up_in_the_language_of_the_page() -> None:
    said = [environment(tag, "").from_string('{{ _("proposed") }}').render() for tag in ("en", "fr")]
    assert said == ["proposed", "proposé"]


def test_what_was_compiled_for_one_language_is_shown_in_no_other() -> None:
    said = []
    for language in ("en", "fr"):
        made = environment.__wrapped__(language, "")  # as in a process of its own
        made.loader = DictLoader({"made-up.html": '{{ "not at hand"|term }}'})
        said.append(made.get_template("made-up.html").render())
    assert said == ["not at hand", "non disponible"]


def test_a_page_that_was_compiled_does_not_outlive_the_words_of_its_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    before = environment.__wrapped__("fr", "").bytecode_cache
    monkeypatch.setattr("escalade.web.rendering.page.digest_of", "another-{}".format)
    after = environment.__wrapped__("fr", "").bytecode_cache
    assert isinstance(before, FileSystemBytecodeCache)
    assert isinstance(after, FileSystemBytecodeCache)
    assert before.pattern != after.pattern
    assert digest_of("fr") != digest_of("en")


PLACES = [
    ("body", "/body"),
    ("2017", "/rounds/2017"),
    ("2017/ott", "/topics/2017/ott"),
    ("meeting/9", "/meetings/9"),
    ("session/Council 2017", "/sessions/Council%202017"),
]


@pytest.mark.parametrize(("reference", "place"), PLACES)
def test_a_subject_has_an_address_and_its_records_and_acts_theirs_below(reference: str, place: str) -> None:
    assert address(reference) == place
    assert address(f"{reference}#7") == f"{place}/records/7"
    assert act_address(reference, "open debate") == f"{place}/acts/open-debate"


@pytest.mark.parametrize(("reference", "place"), PLACES)
def test_an_address_leads_back_to_its_subject(reference: str, place: str) -> None:
    assert reference_at(place.replace("%20", " ")) == reference


@pytest.mark.parametrize("place", ["", "lamps/2017", "topics/2017", "rounds/2017/ott", "body/2017"])
def test_where_nothing_is_ever_found_nothing_is_named(place: str) -> None:
    with pytest.raises(UnknownReferenceError):
        reference_at(place)


def test_what_cannot_be_a_name_is_refused() -> None:
    with pytest.raises(RequestError):
        reference_at("meetings/")


def test_a_text_is_drawn_without_a_size_of_its_own() -> None:
    drawn = draw_qr_code("<made up> & more")
    assert drawn.startswith("<svg")
    assert "made up" not in drawn
    assert (" width=" in drawn.partition(">")[0], "viewBox" in drawn) == (False, True)
    assert draw_qr_code("another text") != drawn
