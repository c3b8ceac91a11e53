"""Acts of the body: constitution, officers, deadlines, keys, custody."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from escalade.workflow.motions.base import (
    Day,
    Fact,
    FileCodes,
    Lacking,
    Language,
    Motion,
    Name,
    Passage,
    Series,
    Span,
    Standings,
    Text,
    Words,
    about,
)
from escalade.workflow.values.dates import When, when

_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])(?=[^()（）]*[)）])"  # noqa: RUF001  # both kinds of brackets
"""A year within brackets; compiled where a text may be cited, which most readings do not ask."""
Office = Literal["chair", "vice-chair", "secretariat", "council-secretariat"]


class LegalText(Fact, frozen=True):
    """A legal text in the version in force: data of the case, never code."""

    citation: Annotated[Text, about("How the text is cited.")]
    adopted_by: Annotated[Text, about("The body that adopted it.")] = {}
    since: Annotated[Day, about("The day from which this version is in force.")] = "unknown"
    background: Annotated[Passage, about("What led to it, of mandate, modalities or referral: one sentence.")] = {}

    def may_be_cited(self, day: When) -> bool:
        """Whether it may be in force on a day, by its own year at least.

        The year stands in brackets in its citation: Decision 7 (Rev. 2015). In several languages
        the earliest counts.
        """
        years = [max(map(int, found)) for text in self.citation.values() if (found := re.findall(_YEAR, text))]
        is_made = not years or day.last is None or min(years) <= day.last.year
        return is_made and when(self.since).may_precede(day)


class Officer(Fact, frozen=True):
    """A person or desk that holds an office from a day on."""

    name: Annotated[Name, about("The name of the person or desk.")]
    office: Annotated[Office, about("chair, vice-chair, secretariat or council-secretariat.")]
    state: Annotated[Text, about("The State of the person, where there is one.")] = {}
    since: Annotated[Day, about("The day the term begins.")] = "unknown"
    until: Annotated[Day | None, about("The day the term ends.")] = None
    desk: Annotated[bool, about("A desk, not a person.")] = False


class Noun(Fact, frozen=True):
    """A noun in one language, with what its sentences need of it."""

    one: Annotated[str, about("One of them, such as: call for comments.")]
    many: Annotated[str, about("Several of them, such as: calls for comments.")] = ""
    gender: Annotated[
        Literal["masculine", "feminine", "neuter"] | None, about("Its gender, where the word does not show it.")
    ] = None
    article: Annotated[str | None, about("Its definite article, where the word does not show it, such as la.")] = None


Forms = Mapping[Language, Noun]
"""A noun in the languages of the body."""


class Nouns(Fact, frozen=True):
    """The nouns of a body of another kind, in place of our words."""

    consultation: Annotated[Forms, about("What a launch opens, such as: call for comments.")] = {}
    purpose: Annotated[Forms, about("What a topic is there: the whole phrase, such as: the text to be published.")] = {}
    hearing: Annotated[Forms, about("The meeting that follows, such as: reconciliation meeting.")] = {}
    online: Annotated[Forms, about("The time in which one may answer, such as: comment period.")] = {}
    sitting: Annotated[Forms, about("One sitting of a session of the superior body.")] = {}
    session: Annotated[Forms, about("A session of the superior body, such as: ballot.")] = {}
    round: Annotated[Forms, about("The course of one choice, such as: project.")] = {}
    group: Annotated[Forms, about("The body itself, as its papers call it, such as: Committee.")] = {}

    @property
    def by_name(self) -> Mapping[str, Forms]:
        """The nouns that the body has, by what they stand for."""
        return {name: forms for name in self.__struct_fields__ if (forms := getattr(self, name))}


class TermForms(Fact, frozen=True):
    """How a name joins its sentence, where its words do not show it."""

    gender: Annotated[Literal["masculine", "feminine", "neuter"] | None, about("Its gender.")] = None
    article: Annotated[str | None, about("Its definite article, such as la.")] = None
    genitive: Annotated[str, about("Its genitive.")] = ""
    dative: Annotated[str, about("Its dative.")] = ""
    accusative: Annotated[str, about("Its accusative.")] = ""
    instrumental: Annotated[str, about("Its instrumental.")] = ""
    prepositional: Annotated[str, about("Its prepositional.")] = ""

    @property
    def cases(self) -> Mapping[str, str]:
        """The cases that are given, by name."""
        return {case: form for case in CASES if (form := getattr(self, case))}


CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")


class TermEntry(Fact, frozen=True):
    """What a text of the constitution is worth in each language."""

    standing: Annotated[
        Mapping[Language, Standings],
        about("By language, its standing: official, unofficial translation or reconstructed."),
    ] = {}
    forms: Annotated[Mapping[Language, TermForms], about("By language, how a name joins its sentence.")] = {}
    wording: Annotated[
        Text,
        about(
            "By language, how a document of a series is called, {} standing for its symbol, such as: contribution {}."
        ),
    ] = {}


RequiredLanguages = Annotated[
    Mapping[str, tuple[str, ...]],
    about("The languages required for each kind of paper.", option="languages-file", file=True),
]
Holidays = Annotated[tuple[Day, ...], about("A day on which the seat does not work; repeat it.", option="holiday")]
HolidayCalendar = Annotated[str, about("The public holidays of the seat, as COUNTRY or COUNTRY-REGION, such as CH-GE.")]


class BodyMotion(Motion, frozen=True):
    """A motion about the body itself."""

    of: Annotated[tuple[str, ...], about("The body.")] = ("body",)
    argument = ""


class Constitution(BodyMotion, frozen=True):
    """What a constitution says; a later one says what changes of it."""

    name: Annotated[Text, about("The name of the body.")] = {}
    acronym: Annotated[Text, about("The body's acronym.")] = {}
    superior_body: Annotated[Text, about("The body it reports to.")] = {}
    mandate: Annotated[Passage, about("What the body is for: one sentence.")] = {}
    tasks: Annotated[tuple[Passage, ...], about("One task of the mandate; repeat it, in order.", option="task")] = ()
    membership: Annotated[Text, about("Who may take part in the body.")] = {}
    participants: Annotated[Text, about("Who may answer an open consultation.")] = {}
    addressees: Annotated[
        tuple[Text, ...],
        about("A category that circulars are addressed to, never an address; repeat it.", option="addressee"),
    ] = ()
    texts: Annotated[
        Mapping[str, LegalText],
        about("The legal texts, by key: mandate, modalities, referral, and others.", option="legal-text", file=True),
    ] = {}
    names: Annotated[
        Mapping[str, Text], about("Names of States and groups in the body's languages.", option="names-file", file=True)
    ] = {}
    office_titles: Annotated[
        Mapping[str, Text], about("The titles of the offices.", option="office-titles-file", file=True)
    ] = {}
    symbol_series: Annotated[tuple[Series, ...], about("A series of document symbols, such as C17; repeat it.")] = ()
    file_names: Annotated[
        Mapping[Series, FileCodes],
        about("How the files of a series are called: {year}, {number}, {mark}, {form} and {letter} stand in it."),
    ] = {}
    seat: Annotated[Text, about("The seat of the body.")] = {}
    time_zone: Annotated[str, about("The time zone of the seat, such as Europe/Zurich.")] = ""
    website: Annotated[Text, about("Where responses and summaries are published.")] = {}
    contact: Annotated[
        Text, about("How the secretariat is reached, as its letters say: a telephone number, an address.")
    ] = {}
    silence_hours: Annotated[Span | None, about("The least number of hours that a silence procedure lasts.")] = None
    languages: RequiredLanguages = {}
    holidays: Holidays = ()
    holiday_calendar: HolidayCalendar = ""
    nouns: Annotated[
        Nouns | None,
        about(
            "What the body calls itself, a consultation, a hearing and the like; commands and their help keep ours.",
            option="nouns-file",
            file=True,
        ),
    ] = None
    terms: Annotated[
        Mapping[str, TermEntry],
        about(
            "By the place of a text, such as name, acronym or names: its standing and its forms in each language.",
            option="terms-file",
            file=True,
        ),
    ] = {}


class Constitute(Constitution, frozen=True, tag="constitute"):
    """Write down what the body is; the first record of a ledger."""

    organisation: Annotated[Text, about("The organisation both belong to.")] = {}
    established_as: Annotated[Text, about("What it was established as, such as: a separate group.")] = {}
    last_report: Annotated[
        Day | None, about("The day of its last report to the superior body before this register; unknown, if that is.")
    ] = None
    officers: Annotated[tuple[Officer, ...], about("The first officers.", option="officers-file", file=True)] = ()


class Appoint(BodyMotion, frozen=True, tag="appoint"):
    """Give an office to a person or a desk; a new chair ends the old term."""

    name: Annotated[Name, about("The name of the person or desk.")] = ""
    office: Annotated[Office | None, about("chair, vice-chair, secretariat or council-secretariat.")] = None
    state: Annotated[Text, about("The State of the person, where there is one.")] = {}
    since: Annotated[Day | None, about("The day the term begins; the day of the act unless given.")] = None
    until: Annotated[Day | None, about("The day the term ends.", rare=True)] = None
    desk: Annotated[bool, about("A desk, not a person.", rare=True)] = False
    another: Annotated[
        bool, about("Another officer than the one whose name looks the same; it is written so.", rare=True)
    ] = False
    argument = "name"


class AmendConstitution(Constitution, frozen=True, tag="amend constitution"):
    """Change what the constitution says, from a day on, on an authority."""

    authority: Annotated[Passage, about("On whose authority the constitution changes.")] = {}
    since: Annotated[Day | None, about("The day from which the change holds; the day of the act unless given.")] = None


class PublishKey(BodyMotion, frozen=True, tag="publish key"):
    """List a public key with which checkpoints of this ledger are signed."""

    key: Annotated[str, about("The public key, in the one line that “escalade key” prints.")] = ""
    argument = "key"


class RevokeKey(BodyMotion, frozen=True, tag="revoke key"):
    """Say from when on a public key signs no longer for this ledger."""

    key: Annotated[str, about("The public key, in the one line in which it was published.")] = ""
    why: Annotated[Passage, about("Why: it was replaced, or its secret came into other hands.")] = {}
    reason: Annotated[
        Literal["retired", "compromised"] | None,
        about("retired: what it signed before holds; compromised: what it signed since others had it does not."),
    ] = None
    since: Annotated[
        Day | None, about("The first day on which others may have had its secret, where it is compromised.")
    ] = None
    argument = "key"


class RecordConsultation(BodyMotion, frozen=True, tag="record consultation"):
    """Write down a consultation that was held before the register began."""

    title: Annotated[Text, about("What that consultation was about.")] = {}
    online_from: Annotated[Day | None, about("When its online phase began.")] = None
    online_to: Annotated[Day | None, about("When its online phase ended.")] = None
    physical: Annotated[Day | None, about("When its physical meeting was held.")] = None
    virtual: Annotated[bool, about("It was held as a virtual meeting.", rare=True)] = False
    count: Annotated[int | Lacking | None, about("The number of responses; or: not at hand.")] = None
    responses: Annotated[Words | None, about("Where the responses are published.")] = None
    summary: Annotated[Words | None, about("Where the agreed summary is published.")] = None


class HandOver(BodyMotion, frozen=True, tag="hand over"):
    """Hand the register over; from then on only the receiver may act."""

    receiver: Annotated[str, about("The officer who is to keep it from now on.")] = ""
    key: Annotated[str, about("The receiver's public key, with which they acknowledge that it arrived.")] = ""
    argument = "receiver"


class TakeOver(BodyMotion, frozen=True, tag="take over"):
    """Keep the register that was handed over to you; all may act there again."""


class TakeBack(BodyMotion, frozen=True, tag="take back"):
    """Keep the register oneself again, where nobody took it over."""

    why: Annotated[Passage, about("Why it is taken back.")] = {}


Anchor = Literal[
    "session opening", "sitting", "meeting opening", "meeting end", "decision", "online end", "hearing"
]  # fmt: skip
Stage = Literal[
    "debate", "note", "note in one language", "translation", "posting", "event report",
    "launch", "hearing", "summary", "consideration",
]  # fmt: skip
Unit = Literal["calendar days", "working days", "weeks"]


class SetDeadline(BodyMotion, frozen=True, tag="set deadline"):
    """Set a deadline, or replace the one of that name from a day on."""

    name: Annotated[Name, about("The name of the deadline, such as posting.")] = ""
    title: Annotated[Text, about("What is to be done by then.")] = {}
    stage: Annotated[Stage | None, about("What it is a deadline of: a note, its posting, a hearing and the like.")] = (
        None
    )
    span: Annotated[Span | None, about("How many days or weeks lie between the two days.")] = None
    unit: Annotated[Unit, about("What is counted: calendar days, working days or weeks.")] = "calendar days"
    direction: Annotated[Literal["before", "after"] | None, about("Whether it is counted back or forward.")] = None
    anchor: Annotated[Anchor | None, about("The day that it is counted from.")] = None
    tolerance: Annotated[
        Span | None, about("For a target, how many days it may be missed by; without it, a latest day.", rare=True)
    ] = None
    basis: Annotated[str, about("The key of the legal text that sets it, or: not at hand.")] = ""
    consequence: Annotated[Passage, about("What follows where it is missed.")] = {}
    exemptions: Annotated[
        tuple[str, ...],
        about("A deadline that holds in its place where it applies; repeat it.", option="exemption", rare=True),
    ] = ()
    severity: Annotated[Literal["error", "warning"], about("What a missed deadline is.", rare=True)] = "error"
    since: Annotated[Day | None, about("The day from which it is in force; the day of the act unless given.")] = None
    until: Annotated[Day | None, about("The last day on which it is in force.", rare=True)] = None
    argument = "name"
