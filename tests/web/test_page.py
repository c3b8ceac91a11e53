"""Pages are strict and escaped, and their sentences name facts as facts."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, UndefinedError
from markupsafe import Markup

from escalade.templates.environment import make_environment
from escalade.web.i18n.language import digest_of
from escalade.web.rendering.page import environment

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
