"""Pages as Jinja makes them: escaped, and in the reader's language.

Beside them stands how far a topic has come, in steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from escalade.services.views.confidentiality import MARKED
from escalade.services.views.stand import say_decision, say_stand
from escalade.templates.environment import make_environment
from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.tongue import tongue
from escalade.web.i18n import wording
from escalade.web.i18n.language import LANGUAGES, digest_of, direction, find_foreign, key_of, say_in_form, sentences_in
from escalade.web.i18n.term import (
    AGREED,
    AND,
    BADGES,
    BY_FOR,
    EITHER_WAY,
    EVERY_ACT,
    MEETINGS,
    OPEN_STATES,
    STAGES,
    STANDS,
    STEPS,
    TO_BE_ENDORSED,
    asked,
    summary,
)
from escalade.web.i18n.wording import Wording, audience_in, upper_first
from escalade.web.rendering.address import act_address, address
from escalade.web.rendering.messages import messages_in
from escalade.web.rendering.record_view import condition_of, name_members
from escalade.workflow.procedure import VICE_CHAIR
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import acts_for_the_chair, evidence_of, is_shown_provisional
from escalade.workflow.subjects.stand import Stand, stand_of, tell_decision
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic, annulment_of, title_at, title_of
from escalade.workflow.values.dates import UNKNOWN
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.words import find_places

PUT_FORWARD, DEBATED, WITH_THE_COUNCIL, DECIDED, CONSULTATION, CONSIDERED = range(len(STEPS))
ENDED = frozenset({"withdrawn", "merged", "set aside", "declined", "lapsed", "annulled", "cancelled"})
"""The states in which a topic stops on its way."""
PRESENT = {
    "proposed": PUT_FORWARD, "debated": DEBATED, "unresolved": DEBATED, "referred": WITH_THE_COUNCIL,
    "agreed": CONSULTATION, "approved": CONSULTATION, "launched": CONSULTATION, "closed": CONSIDERED,
}  # fmt: skip
"""By state, the step that a topic stands at."""


class ProgressStep(NamedTuple):
    """A step of the way: its name, how it stands, its day or a note."""

    name: str
    how: Literal["done", "now", "to come", "ended"]
    day: str = ""
    note: str = ""
    """A word of the procedure; it may name the day."""


def progress_of(topic: Topic, standing: Standing) -> list[ProgressStep]:
    """List the steps of a topic: all of its way, or as far as it went."""
    days, stand = _days_of(topic), stand_of(topic, standing)
    taken = max((place for place, day in enumerate(days) if day), default=PUT_FORWARD)
    if topic.state in ENDED:
        end = stand.by.on if stand.by else ""
        return [*_steps_done(topic, days[: taken + 1]), ProgressStep(stand.state, "ended", end)]
    present = CONSIDERED if stand.kind == "over" else PRESENT.get(stand.state, PUT_FORWARD)
    if stand.kind == "agreed" and stand.waits:
        present = WITH_THE_COUNCIL
    if present == CONSIDERED and days[CONSIDERED]:
        present += 1
    steps = _steps_done(topic, days[:present])
    if present < len(STEPS):
        steps.append(_present(stand, present, days[present]))
    ahead = [*STEPS[:WITH_THE_COUNCIL], EITHER_WAY, *STEPS[DECIDED:]]
    return [*steps, *(ProgressStep(name, "to come") for name in ahead[present + 1 :])]


def _days_of(topic: Topic) -> list[str]:
    acts = (
        ("propose", "introduce"),
        ("open debate", "refer back", "reopen debate"),
        ("record consensus", "escalate", "take up", "introduce"),
        ("approve", "record consensus"),
        ("launch",),
    )
    first = [topic.every(*acts[place])[:1] for place in (PUT_FORWARD, DEBATED)]
    if topic.state == "annulled":  # that it was put forward is on record, though by mistake
        first[PUT_FORWARD] = tuple([one for one in topic.told if one.act in acts[PUT_FORWARD]])[:1]
    later = [(record,) if (record := topic.last(*names)) else () for names in acts[DEBATED + 1 : CONSIDERED]]
    later.append((topic.considered,) if topic.considered else ())
    return [record[0].on if record else "" for record in (*first, *later)]


def _steps_done(topic: Topic, days: Sequence[str]) -> list[ProgressStep]:
    """List the steps that were taken; what the Council introduced may have had no debate of the Group."""
    introduced = topic.last("introduce") is not None
    return [_done(topic, place, day) for place, day in enumerate(days) if day or not introduced or place != DEBATED]


def _done(topic: Topic, place: int, day: str) -> ProgressStep:
    by_the_group = topic.approval is None and topic.consensus is not None
    name = AGREED if place == WITH_THE_COUNCIL and by_the_group else STEPS[place]
    if place == DECIDED and by_the_group:
        return ProgressStep(name, "done", note="by the Group")
    if place == CONSULTATION and topic.launched and topic.state != "cancelled":
        closes = topic.launched[1].closes or UNKNOWN
        if closes != UNKNOWN:
            return ProgressStep(name, "done", closes, "to %(day)s")
    return ProgressStep(name, "done", day, "" if day else "not on record")


def _present(stand: Stand, place: int, day: str) -> ProgressStep:
    if stand.kind == "agreed" and stand.waits:
        return ProgressStep(AGREED, "now", note=TO_BE_ENDORSED)
    if stand.state == "unresolved":
        return ProgressStep(STEPS[place], "now", stand.by.on if stand.by else "", "no consensus")
    if place == CONSIDERED:
        return ProgressStep(STEPS[place], "now", note="not on record")
    if place == CONSULTATION and stand.state == "launched":
        known, note = (stand.closes, "open to %(day)s") if stand.kind == "open" else (stand.opens, "from %(day)s")
        return ProgressStep(STEPS[place], "now", known, note) if known != UNKNOWN else ProgressStep(STEPS[place], "now")
    if place == CONSULTATION:
        return ProgressStep(STEPS[place], "now", note="to be launched")
    return ProgressStep(STEPS[place], "now", day)


NOTHING = Markup("")
LONG_NAME = 28
"""From how many letters on a reference may be broken: on a phone it would not fit."""
LONG, VERY_LONG = 80, 160
"""From how many letters on a title is set smaller, and smaller again where a wall shows it."""


def mark_words(text: str, sought: Sequence[list[str]]) -> Markup:
    """A text with some words marked, whatever their accents and capitals.

    >>> mark_words("Les Services à la clé", [["cle"]])
    Markup('Les Services à la <mark>clé</mark>')
    """
    shown = list(map(escape, text))
    for start, end in {place for words in sought for place in find_places(text, words)}:
        last = next(place for place in range(end - 1, start - 1, -1) if text[place].isalnum() or place == start)
        shown[start] = Markup("<mark>") + shown[start]
        shown[last] += Markup("</mark>")
    return NOTHING.join(shown)


def size_of(title: str) -> str:
    """How long a title is, in a word.

    >>> size_of("Fog signals"), size_of("Fog signals " * 10)
    ('short', 'long')
    """
    return "very-long" if len(title) > VERY_LONG else "long" if len(title) > LONG else "short"


CALLED: tuple[Callable[..., Any], ...] = (
    act_address, acts_for_the_chair, address, annulment_of, condition_of, evidence_of, kind_of, progress_of, size_of,
    stand_of, tell_decision, title_at, title_of,
)  # fmt: skip
"""What pages call by the name that it has here."""


class Pieces:
    """The pieces in one language, their links with one prefix."""

    def __init__(self, language: str, wording: Wording, prefix: str, key: bytes) -> None:
        """Say them as a language does."""
        self._explained, self._chosen = messages_in(language, key, prefix), wording.choose_language
        filters = wording.filters()
        self._term, self._state, self._prefix = filters["term"], filters["state_term"], prefix
        self._moved = lru_cache(self._way)
        self._marks, self._direction = wording.marks, direction(language)
        to, arrow = escape(self._term("to")), wording.marks.arrow
        self._arrow = f' <span aria-hidden="true">{arrow}</span><span class="hidden">{to}</span> '

    def filters(self) -> dict[str, Callable[..., Any]]:
        """List the filters that say a value, by the names that pages use."""
        return {
            "linked": self.link_reference,
            "moved": lambda record: self._moved(record.before, record.after),
            "by": self.by,
            "explained": self._explained,
            "direction": direction,
        }

    def functions(self) -> dict[str, Callable[..., Any]]:
        """List the functions that set a value in an element, by name."""
        return {
            "text": self.text,
            "passage": self.passage,
            "state": self.state,
            "mark": self.mark,
            "members": self.members,
            "listed": self.join_words,
            "say_stand": lambda stand, standing: self._explained(say_stand(stand, standing)),
            "say_decision": lambda decision: self._explained(say_decision(decision)),
            "badge_of": self.badge,
            "marked": mark_words,
            "is_provisional": is_shown_provisional,
            **{one.__name__: one for one in CALLED},
        }

    def text(self, value: Any) -> str:
        """A text in the best of its languages; another language is marked."""
        said = self._chosen(value)
        if not said.language:
            return said.words
        way = direction(said.language)
        turned = "" if way == self._direction else f' dir="{way}"'
        return Markup(f'<span lang="{escape(said.language)}"{turned}>{escape(said.words)}</span>')  # noqa: S704  # escaped just before

    def passage(self, value: Any, tag: str = "", *, is_draft: bool = False) -> Markup:
        """A text that stands by itself; in a draft, brackets are marked."""
        said = self._chosen({tag: value[tag]} if tag and tag in value else value)
        language = f' lang="{escape(said.language)}" dir="auto"' if said.language else ""
        shown = wording.mark_brackets(said.words) if is_draft else escape(said.words)
        return Markup(f'<div class="passage"{language}>{shown}</div>\n')  # noqa: S704  # escaped just before

    def members(self, names: Sequence[str], standing: Standing) -> Markup:
        """Some who hold a position, each by name."""
        return self.join_words(name_members(names, standing))

    def join_words(self, values: Sequence[Any]) -> Markup:
        """Texts as one list: a, b and c; nothing where there is none."""
        if not values:
            return NOTHING
        *others, last = [escape(self.text(value)) for value in values]  # escaped just before
        if not others:
            return last
        return Markup(escape(self._term(AND))) % {"a": Markup(self._marks.comma).join(others), "b": last}  # noqa: S704  # as all are

    def state(self, name: str) -> Markup:
        """Where a topic stands, in a word and a colour."""
        shade, words = escape(name.replace(" ", "-")), upper_first(self._state(BADGES.get(name, name)))
        return Markup(f'<span class="state state-{shade}">{escape(words)}</span>')  # noqa: S704  # escaped just before

    def badge(self, stand: Stand) -> Markup:
        """How a topic stands, in a word and the colour of its state."""
        word = TO_BE_ENDORSED if stand.waits else {**BADGES, **OPEN_STATES}.get(stand.kind, stand.kind)
        words = upper_first(self._state(word))
        shade = escape("over" if stand.kind == "over" else stand.state.replace(" ", "-"))
        return Markup(f'<span class="state state-{shade}">{escape(words)}</span>')  # noqa: S704  # escaped just before

    def mark(self, shown: Record | str) -> Markup:
        """For whom a record or something else is, where it is not for everybody."""
        audience = shown if isinstance(shown, str) else shown.audience
        said = MARKED.get(audience)
        if said is None:
            return NOTHING
        return Markup(f' <span class="audience {audience}">{escape(self._term(said))}</span>')  # noqa: S704  # escaped just before

    def link_reference(self, name: str) -> Markup:
        """A reference, as a link to where it leads."""
        to = escape(f"{self._prefix}{address(name)}")
        size = "reference long" if len(name) > LONG_NAME else "reference"
        return Markup(f'<a class="{size}" href="{to}">{escape(name)}</a>')  # noqa: S704  # escaped just before

    def _way(self, before: str | None, after: str) -> Markup:
        """From where to where a record moved its subject, or where it stayed; there are few of both."""
        there = escape(self._state(after))
        if before == after:
            return there
        return Markup(f"{escape(self._state(before or 'new'))}{self._arrow}{there}")  # noqa: S704  # escaped just before

    def by(self, record: Record, standing: Standing | None = None) -> str:
        """Who did it, for whom, and in which office.

        Whoever acted for the chair is a vice-chair. An officer who goes by the name of the office is named once.
        """
        who, office = record.officer, record.office
        if standing and acts_for_the_chair(record, standing):
            office = VICE_CHAIR
        if record.entered_for:
            who = self._term(BY_FOR) % {"officer": record.officer, "chair": self._term(record.entered_for)}
        said = self._term(office) if office else ""
        named_so = not said or said.casefold() == who.casefold()
        return who if named_so else f"{who}{self._marks.opening}{said}{self._marks.closing}"


FOLDER = Path(str(files("escalade.web")))
"""Where pages, styles and scripts lie."""


class Pages:
    """Every page, in each language; templates are read once."""

    def render(self, name: str, language: str, prefix: str, facts: Mapping[str, Any]) -> str:
        """A page with its facts, in one language; its links have a prefix."""
        key = key_of(facts.get("constitution"))
        drawn = environment(language, prefix, key).get_template(name).render(facts)
        return mark_foreign(drawn, find_foreign(language, key)) if name.endswith(".html") else drawn


def mark_foreign(page: str, names: Mapping[str, str]) -> str:
    """A page on which names in another language are marked, where they can be.

    >>> mark_foreign('<p title="Rat">Rat</p><title>Rat</title>', {"Rat": "de"})
    '<p title="Rat"><span lang="de">Rat</span></p><title>Rat</title>'
    """
    if not names:
        return page
    shown = {str(escape(name)): f'<span lang="{tag}">{escape(name)}</span>' for name, tag in names.items()}
    found = rf"<(title|option|textarea)\b.*?</\1>|<[^>]*>|{'|'.join(map(re.escape, shown))}"
    return re.sub(found, lambda one: shown.get(one[0], one[0]), page, flags=re.DOTALL)


@lru_cache(maxsize=32)
def environment(language: str, prefix: str, key: bytes = b"") -> Environment:
    """Jinja for a language, in the nouns of a body; everything is escaped."""
    sentences = sentences_in(language, key)
    made = make_environment(
        # Jinja writes what filters make of constants into the code, which must not outlive the words.
        "-".join(("pages", version("escalade"), digest_of(language), sha256(key).hexdigest()[:16], *prefix.split("/"))),
        loader=FileSystemLoader(FOLDER / "pages"),
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True),  # a text of a letter is no markup
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(sentences, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.globals["gettext"] = speaking(sentences.ugettext, direction(language))
    said = wording.Wording(language, sentences)
    pieces = Pieces(language, said, prefix, key)
    made.filters.update({**said.filters(), **pieces.filters(), "audience_in": audience_in})
    made.filters["asked"] = lambda field: said.term(asked(field))
    made.filters["summary"] = lambda act: said.term(summary(act))
    made.globals["say_in"] = lambda form: speaking(say_in_form(form, language, key), direction(language))
    made.globals.update(page_globals(language), **pieces.functions(), to=prefix.__add__, chosen=said.choose_language)
    made.globals["component"] = made.get_template("component.html").module
    made.globals["part"] = made.get_template("part.html").module
    made.globals["masthead"] = masthead_in(made)
    return made


def speaking(translate: Callable[[str], str], way: str) -> Callable[..., str]:
    """Give what says a sentence with its facts, each in its own direction."""

    @pass_context
    def say(context: Context, sentence: str, /, **facts: Any) -> str:
        """Translate a sentence, and put its facts in."""
        said = translate(sentence)
        if way == "rtl":
            facts = {name: isolate(fact) if type(fact) is str else fact for name, fact in facts.items()}
        return (Markup(said) if context.eval_ctx.autoescape else said) % facts  # noqa: S704  # a sentence of ours

    return say


def masthead_in(environment: Environment) -> Callable[..., Markup]:
    """Draw the masthead of each page, once for each visitor."""
    template = environment.get_template("masthead.html")

    @lru_cache(maxsize=500)
    def masthead(**facts: Any) -> Markup:
        """Render the masthead; the same facts once."""
        return Markup(template.render(facts))  # noqa: S704  # a page, escaped as all are

    return masthead


def page_globals(language: str) -> dict[str, Any]:
    """List the globals of every page of a language."""
    return {
        "language": language,
        "direction": direction(language),
        **wording.marks_of(language)._asdict(),
        "gap": tongue(language).pack.gap,
        "languages": LANGUAGES,
        "every_act": EVERY_ACT,
        "stages": STAGES,
        "meetings": MEETINGS,
        "readers": READERS,
        "standing": STANDS,
    }
