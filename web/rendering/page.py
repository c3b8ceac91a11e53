"""Pages as Jinja makes them: escaped, and in the reader's language."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from markupsafe import Markup

from escalade.templates.environment import make_environment
from escalade.web.i18n import wording
from escalade.web.i18n.confidentiality import audience_in
from escalade.web.i18n.language import LANGUAGES, catalogue, digest_of, direction
from escalade.web.i18n.term import EVERY_ACT, STAGES, STANDS
from escalade.web.rendering.address import act_address, address
from escalade.web.rendering.template_globals import Pieces
from escalade.workflow.records.audience import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

FOLDER = Path(str(files("escalade.web")))
"""Where pages, styles and scripts lie."""

COLONS = {"fr": "\u00a0:"}
"""How a colon is set, where it is set apart."""


class Pages:
    """Every page, in each language; templates are read once."""

    def render(self, name: str, language: str, prefix: str, facts: Mapping[str, Any]) -> str:
        """A page with its facts, in one language.

        Args:
            name: the template.
            language: the language of the page.
            prefix: what the addresses begin with to which its links lead.
            facts: what it shows.
        """
        return environment(language, prefix).get_template(name).render(facts)


@cache
def environment(language: str, prefix: str) -> Environment:
    """Jinja for one language: everything is escaped, nothing is undefined."""
    sentences = catalogue(language)
    made = make_environment(
        # Jinja writes what filters make of constants into the code, which must not outlive the words.
        "-".join(("pages", version("escalade"), digest_of(language), *prefix.split("/"))),
        loader=FileSystemLoader(FOLDER / "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(sentences, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    said = wording.Wording(language, sentences)
    pieces = Pieces(language, said, prefix)
    made.filters.update({**said.filters(), **pieces.filters(), "audience_in": audience_in})
    made.globals.update(page_globals(language), **pieces.functions())
    made.globals.update(address=address, act_address=act_address, to=prefix.__add__, chosen=said.chosen)
    made.globals["part"] = made.get_template("part.html").module
    made.globals["masthead"] = masthead_in(made)
    return made


def masthead_in(environment: Environment) -> Callable[..., Markup]:
    """What stands above each page, made once for each visitor."""
    template = environment.get_template("masthead.html")

    @lru_cache(maxsize=500)
    def masthead(path: str, officer: str, form: str, offices: tuple[str, ...], published: bool) -> Markup:  # noqa: FBT001  # a template gives it
        facts = {"path": path, "officer": officer, "form": form, "offices": offices, "published": published}
        return Markup(template.render(facts))  # noqa: S704  # a page, escaped as all are

    return masthead


def page_globals(language: str) -> dict[str, Any]:
    """What every page of a language knows."""
    return {
        "language": language,
        "direction": direction(language),
        "colon": COLONS.get(language, ":"),
        "languages": LANGUAGES,
        "every_act": EVERY_ACT,
        "readers": READERS,
        "stages": STAGES,
        "standing": STANDS,
    }
