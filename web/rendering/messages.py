"""Messages in the language of a page: a translation with the same facts.

What has no translation is shown as it is, and marked as English. Where a
template names an option, a page shows the label of its field; what is quoted
as a command stays as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup, escape

from escalade.services.views.nouns import TYPED_FACT
from escalade.templates.languages.spoken import CLOSE, OPEN, isolate
from escalade.templates.languages.tongue import tongue
from escalade.web.i18n.language import catalogue, direction, sentences_in
from escalade.web.i18n.term import say_state
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.rendering.address import act_address, address
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.dates import DateError
from escalade.workflow.values.errors import CommandLine, Day, Message, Messages, Name, Option, Series, Word

SOURCE = "en"
"""The language in which templates are written."""
JOINTS = {" or ": "%(a)s or %(b)s", " and ": "%(a)s and %(b)s", ", and of ": "%(a)s, and of %(b)s"}
"""How the last of several is joined, where it is not done with a comma."""
STATE = "state"
"""What a fact is called that says where something stands."""
QUOTED = {"fr": "«\u00a0%s\u00a0»", **dict.fromkeys(("ar", "es", "ru"), "«%s»")}
"""How a label is quoted, where it is not done with “ and ”."""
_OPTION = re.compile(
    r"[“«]\s?escalade [^”»]*|--([a-z]+(?:-[a-z]+)*)(?: [A-Z]+(?:[,=][A-Z]+)*\b)?(?:(?<!--entered-for)( not-at-hand))?"
)
"""An option with what stands for its value; or a command as it is typed."""
_ACT = re.compile(rf"(?<=[(\uff08]){OPEN}?({'|'.join(MOTIONS)}){CLOSE}?(?=[ )\uff09])")
"""The act that a sentence ends with, in brackets, as a command names it."""
LACKING = "not at hand"
"""What a page calls a value that the sources lack; the name of whoever an act is entered for is typed."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as a record has it."""
_COMMAND, _ISOLATES = re.compile("(?<=«)escalade [^»]*"), re.compile(f"[{OPEN}{CLOSE}]")
"""A command as it is typed, and what keeps the order of a part of it."""
ARGUMENTS = {
    "NAME": "Name", "SYMBOL": "Symbol", "KEY": "Public key", "RECEIVER": "Receiver", "RECORD": "Which record",
}  # fmt: skip
"""What a page calls the argument of a command."""


class MessageRenderer:
    """Says messages in one language."""

    def __init__(self, language: str, key: bytes = b"", prefix: str | None = None) -> None:
        """Read the sentences of a language, in the nouns of a body; without a prefix nothing is linked."""
        sentences = sentences_in(language, key)
        wording = Wording(language, sentences)
        self._language, self._term = language, sentences.gettext
        self._day, self._chosen = wording.day, wording.choose_language
        self._template = sentences.ugettext
        self._prefix, self._marks = prefix, marks_of(language)
        self._gap, self._is_from_left = tongue(language).pack.gap, direction(language) == "ltr"

    def explain(self, told: Hurdle | str) -> Markup:
        """A cause, or a sentence, as a page shows it."""
        if isinstance(told, str):
            return self._sentence(told, {})
        return self._sentence(told.sentence, dict(told.labels))

    def _sentence(self, said: str, labels: Mapping[str, str] | None) -> Markup:
        """A whole sentence, or several; what has no translation is marked."""
        if isinstance(said, Series):
            parts = [self._sentence(str(one), labels) for one in said.items]
            joined = escape(self._gap).join(parts)
            return joined if isinstance(said, Messages) else escape(self._directed(self._part(said, labels)))
        if self._language != SOURCE and self._is_unknown(said):
            return Markup('<span lang="en">{}</span>').format(said)
        worded = escape(self._directed(self._part(said if isinstance(said, Message | Option) else Word(said), labels)))
        return self._linked(worded, said) if isinstance(said, Message) and self._prefix is not None else worded

    def _linked(self, worded: Markup, said: Message) -> Markup:
        for line in said.facts.values():
            to = form_of(line) if isinstance(line, CommandLine) and line.act else ""
            to = address(line.about) if isinstance(line, Name) else to
            if to:
                shown = escape(self._directed(self._part(line, {})))
                link = Markup('<a href="{}{}">{}</a>').format(self._prefix, to, shown)
                worded = Markup(worded.replace(shown, link, 1))  # noqa: S704  # both are escaped
        return worded

    def _directed(self, text: str) -> str:
        """A sentence whose references and commands keep their order among words from right to left."""
        if self._is_from_left:
            return text
        return isolate(_COMMAND.sub(lambda found: f"{OPEN}{_ISOLATES.sub('', found[0])}{CLOSE}", text))

    def _is_unknown(self, said: str) -> bool:
        """Whether a sentence has no translation; what is nothing but facts needs none."""
        template = said.template if isinstance(said, Message) else said
        is_same = catalogue(self._language).gettext(template) == template
        return is_same and any(map(str.isalpha, re.sub(r"{\w+}", "", template)))

    def _part(self, said: object, labels: Mapping[str, str] | None) -> str:
        """A part of a sentence: a fact stays as it is."""
        if isinstance(said, Message):
            facts = {name: self._fact(name, fact, labels) for name, fact in said.facts.items()}
            return self._labelled(self._template(said.template), labels).format_map(facts)
        if isinstance(said, Series):
            return self._joined([self._part(one, labels) for one in said.items], said.joint)
        if isinstance(said, Option):
            label = ARGUMENTS.get(said) if labels is not None else None
            return self._quoted(label) if label else self._labelled(said, labels)
        if isinstance(said, Word):
            return self._labelled(self._word(said), labels)
        if isinstance(said, CommandLine):
            record = said.about if "#" in said.about else ""
            return self._gap.join(filter(None, (self._word(Word(said.act)), record))) if said.act else said.value
        words = self._named(said)
        return words if self._is_from_left else isolate(words)

    def _named(self, said: object) -> str:
        """A day, a name in the language of the page where it has one there, or a fact as it is."""
        if isinstance(said, Name) and (words := self._chosen(said.text).words):
            return words
        text = said.on if isinstance(said, Day) else str(said)
        try:
            return self._day(text) if isinstance(said, Day) or _DAY.fullmatch(text) else text
        except DateError:  # it was typed, and is none
            return text

    def _fact(self, name: str, fact: object, labels: Mapping[str, str] | None) -> str:
        """A fact of a message; the name of a field is its label before it is any other word."""
        if name == TYPED_FACT and isinstance(fact, Word):
            return self._labelled(self._label(fact) or self._term(fact), labels)
        if name == STATE and isinstance(fact, Word):
            return self._labelled(say_state(fact, self._term), labels)
        return self._part(fact, labels)

    def _word(self, said: Word) -> str:
        """A word of the procedure; the name of a field is its label, as a part of a sentence."""
        term = self._term(said)
        return (self._label(said) or term) if term == said else term

    def _label(self, name: Word) -> str:
        """The label of a field, as a part of a sentence; empty without a translation."""
        labelled = name[:1].upper() + name[1:]
        label = self._term(labelled)
        return label[:1].lower() + label[1:] if label != labelled else ""

    def _quoted(self, label: str) -> str:
        return QUOTED.get(self._language, "“%s”") % self._term(label)

    def _joined(self, parts: list[str], joint: str) -> str:
        if joint not in JOINTS or not parts:
            return {", ": marks_of(self._language).comma, " ": self._gap}.get(joint, joint).join(parts)
        said = parts[0]
        for part in parts[1:]:
            said = self._term(JOINTS[joint]) % {"a": said, "b": part}
        return said

    def _labelled(self, template: str, labels: Mapping[str, str] | None) -> str:
        """A template with the labels of fields where it names their options, and acts as people say them."""
        if labels is None:
            return template

        def put_label(found: re.Match[str]) -> str:
            """Put the label of a form for its key."""
            if not found[1]:
                return found[0]
            label = self._quoted(labels.get(found[1], found[1].replace("-", " ").capitalize()))
            return f"{label}{self._marks.opening}{self._term(LACKING)}{self._marks.closing}" if found[2] else label

        return _OPTION.sub(put_label, _ACT.sub(lambda act: self._term(act[1]), template))


def form_of(line: CommandLine) -> str:
    """The path of the form on which a page does what a line does."""
    subject = line.about.partition("#")[0]
    query = f"?{urlencode({'records': line.about})}" if subject != line.about else ""
    return f"{act_address(subject, line.act)}{query}"


@lru_cache(maxsize=32)
def messages_in(language: str, key: bytes = b"", prefix: str | None = None) -> Callable[[Hurdle | str], Markup]:
    """Give the renderer of messages in a language, in the nouns of a body."""
    return MessageRenderer(language, key, prefix).explain
