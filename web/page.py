"""Pages as Jinja makes them: escaped, and in the reader's language."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from escalade.web import wording
from escalade.web.address import act_address, address
from escalade.web.language import LANGUAGES, catalogue, direction
from escalade.web.term import EVERY_ACT
from escalade.workflow.audience import READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(str(files("escalade.web")))
"""Where pages, styles and scripts lie."""

COLONS = {"fr": "\u00a0:"}
"""How a colon is set, where it is set apart."""


class Pages:
    """Every page, in each language; templates are read once."""

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        return {language: environment(language) for language in LANGUAGES}

    def render(self, name: str, language: str, facts: Mapping[str, Any]) -> str:
        """A page with its facts, in one language."""
        return self._environments[language].get_template(name).render(facts)


def environment(language: str) -> Environment:
    """Jinja for one language: everything is escaped, nothing is undefined."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    sentences = catalogue(language)
    made.install_gettext_translations(sentences, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters.update((said := wording.Wording(language, sentences)).filters())
    made.globals.update(
        language=language,
        direction=direction(language),
        colon=COLONS.get(language, ":"),
        languages=LANGUAGES,
        address=address,
        act_address=act_address,
        chosen=said.chosen,
        every_act=EVERY_ACT,
        readers=READERS,
    )
    return made
