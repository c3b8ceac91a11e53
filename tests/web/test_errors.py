"""Errors in the language of the page: each class is said in French, with its facts."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends.location import Location
from escalade.models.backends.sqlite import PROBLEMS
from escalade.models.store.errors import PlacedError, UnusableRegisterError
from escalade.services.acts.fields import fields_of
from escalade.services.acts.parse import MalformedTextError
from escalade.templates.checks.agreement import INFINITIVES
from escalade.templates.checks.reading.package import Hidden
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.web.auth.providers import Provider
from escalade.web.middleware.errors import sentence_for_visitors
from escalade.web.rendering.messages import messages_in
from escalade.workflow.motions.decision import Votes
from escalade.workflow.motions.mismatch import Mismatch
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.dates import DateError
from escalade.workflow.values.errors import EscaladeError, FieldError, Message, UnknownReferenceError, Word
from tests.web.catalogue import ROOMS, waiting

PLACE, FILE = Location(Path("/made-up/register.db")), Path("/made-up/file.toml")
STEPS = [step for step in PROCEDURE.steps.values() if step.origin == "referred"]
FIRST = fields_of("propose")[0]
LONG = Message("has {count} characters; at most {most} fit there", count="5,000", most="2,000")
STAFF = Provider(
    key="staff",
    name="Made-up Staff",
    issuer="https://login.example",
    client="made-up-client",
    secret="",
    scopes=("openid",),
    officers=(),
    address="",
)
EXAMPLES: dict[str, tuple[Any, ...]] = {
    "AbsentRegisterError": (PLACE, str(FILE.parent)),
    "LaterDayError": ("held", "2020-03-04", "2020-03-02"),
    "MailServerError": ("smtp://mail.example:587", "421 4.3.0"),
    "AccountFileError": (FILE, Message("may be read by others; run “chmod 600” on it")),
    "ActInThePastError": (),
    "AmbiguousReferenceError": ("fog", ("2020/fog", "2021/fog")),
    "BodyError": (Message("“act” is one of {acts}.", acts="propose"), "/act"),
    "BodyKindError": ("text/plain",),
    "BrokenBodyError": (),
    "CalendarError": ("XX", "it is none of the calendars known; write CH or CH-GE"),
    "ChangedSchemaError": (PLACE,),
    "DamagedRegisterError": (PLACE, [Message("the record has a gap")]),
    "DateError": ("31. 2. 2020", Message("is not a date")),
    "EditedFileError": ("a.docx", "a file is of one language, and of the form docx; give --language"),
    "ExistingRegisterError": (PLACE,),
    "ExchangedRegisterError": (),
    "FieldError": ("title.en", LONG),
    "FieldFileError": (str(FILE), "is not written in UTF-8"),
    "ForeignError": ("a.docx", Message("no text")),
    "ForeignFormError": (),
    "InsertError": ("activities", "write the section, =, and the Word file, such as activities=year.docx."),
    "MalformedFieldError": ("propose", Mismatch("version.source", "kind", "int", ("str",))),
    "MalformedTextError": (FIRST, FieldError(".".join(FIRST.path), Message("is empty"))),
    "MissingFactError": ("note.title", Message("no text")),
    "MissingGlyphError": ("\u1234",),
    "MissingTemplateError": ("en", "note.jinja"),
    "MisspeltStateError": ("Bulgria", ["Bulgaria"]),
    "MovedMeanwhileError": ("2020/fog", "2020/fog#3"),
    "NoDraftError": ("note", "xx", "docx"),
    "NoOfficeError": ("Made-up Member",),
    "NoRoundError": ("2020/fog",),
    "NoSuchFieldError": ("2020/fog#1", "propose", "colour"),
    "NoSuchTextError": ("2020/fog", "decided", ["proposed"]),
    "NoTopicStandsThereError": ("escalate", "2020", ("unresolved",)),
    "NoTranslationError": ("a.xlf", Message("it was sent from another register")),
    "HiddenError": ("a.docx", (Hidden(Message("hidden text"), "word/header1.xml", "made up"),)),
    "NoWordFileError": ("a.docx", Message("it is no Word document")),
    "LackingDocumentError": (),
    "LostVoteError": (Votes(votes_for=10, against=12, abstaining=3),),
    "OptionError": ("votes", "is empty; give it a value, or leave it out"),
    "PastBusyError": (),
    "ScreensFullError": (),
    "SeenAsPublicError": (),
    "StepNotAllowedError": ("2020/fog", "referred", "launch", STEPS),
    "SymbolError": ("a",),
    "UncertainCommitError": (),
    "WordToFillInError": ("NAME", FIRST),
    "ValueShapeError": ("2020/fog#1", "propose", FIRST),
    "UnissuedPaperError": ("MA20/5", ()),
    "UnknownOfficerError": ("Nobody", (), ("Made-up Chair",)),
    "UnknownParameterError": ("colour", frozenset()),
    "UnprovenError": ("12", "note"),
    "UnusableRegisterError": (PLACE, PROBLEMS["locked"]),
    "UnusableAccountsError": (),
    "MismatchedClientError": (STAFF, "invalid_client"),
    "UnprovenIdentityError": (STAFF, "it expired"),
    "UnreachableProviderError": (STAFF, "it is off"),
}  # fmt: skip
"""What each class is told, by its name."""
NAMED: dict[str, dict[str, Any]] = {
    "InstantError": {"text": "noon", "problem": Message("is no time with its zone")},
    "MalformedBookmarkError": {"text": "nowhere"},
    "MalformedReferenceError": {"text": "a b"},
    "MissingRecordError": {"position": 7},
    "NotKeptError": {"what": "2020/fog#3"},
    "ServerAddressError": {"problem": "cannot be read"},
    "UnknownActError": {"act": "dance", "acts": "launch"},
    "WhatIfError": {"text": "rain", "problem": Message("is no supposition")},
    "BytesWithheldError": {"record": "2020/fog#1"},
    "ForeignAnswerError": {"provider": "Made-up Staff"},
    "OtherOfficeError": {"offices": Word("secretariat"), "officer": "Made-up Chair", "held": Word("chair")},
    "ProviderRefusedError": {"provider": "Made-up Staff", "answer": "access_denied"},
    "SlowBodyError": {"seconds": "30"},
    "TokenScopeError": {"scope": "read", "wanted": "act"},
    "UnknownProblemError": {"name": "fog"},
    "UnknownProviderError": {"provider": "staff"},
    "LargeBodyError": {"most": 64_000, "is_known": False},
    "NoTokenShownError": {"shown": True},
    "NothingToSayError": {
        "kind": "agenda",
        "of": "2020",
        "problem": Message("no meeting of that number was convened."),
    },
    "UnknownReferenceError": {"reference": "meeting/9", "kind": "meeting", "nearest": ["meeting/1", "meeting/2"]},
}
"""The same, where it is told by name."""
APART = {
    "NobodyAppointedError": "names a word that is typed, not-at-hand, as it is in every language",
    "PlacedError": "each error of its kind says its own",
    "ProviderError": "each error of its kind says its own",
    "ProviderFileError": "the server does not start with it",
    "RulesBrokenError": "pages show each of its causes",
    "UnfitForIssueError": "pages show each of its findings",
    "UnfitTemplateError": "pages use our own Word template alone",
    "StoreError": "pages say that accounts cannot be used, and the log says why",
}
"""Classes whose sentence no page shows, and why."""
_IN_ENGLISH = re.compile(r'<span lang="en">(.*?)</span>')
_ENGLISH = re.compile(r"\b(?:the|is|are|was|not|with|and|of|it|has)\b")


def english_in(said: str) -> list[str]:
    """What a French page says in English, but for what waits for its translation."""
    waits = waiting("fr")
    marked = [one for one in _IN_ENGLISH.findall(said) if not waits.search(one)]
    return marked + _ENGLISH.findall(waits.sub("", re.sub(r"«.*?»|“.*?”", "", said)))


def classes(kind: type[EscaladeError] = EscaladeError) -> Iterator[type[EscaladeError]]:
    """Every class of error that says something of its own."""
    for room in ROOMS:
        package = import_module(f"escalade.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"escalade.{room}."):
            import_module(found.name)
    yield from _below(kind)


def _below(kind: type[EscaladeError]) -> Iterator[type[EscaladeError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith(tuple(f"escalade.{room}." for room in ROOMS)):
            yield from ([one] if {"__init__", "sentence"} & {*vars(one)} else [])
            yield from _below(one)


CLASSES = {one.__name__: one for one in classes()}


def test_every_class_has_an_example_or_a_reason() -> None:
    assert {*EXAMPLES, *NAMED, *APART} == {*CLASSES}


PROBLEMS_OF_FIELDS = [
    Message("is empty"), LONG, Message("holds the control character U+{code}; remove it", code="0007"),
    Message("holds the invisible character U+{code} after “{before}”; remove it", code="200B", before="a"),
    Message("is a number below nought, or too large"),
    Message("names a language “{language}”; write a tag such as en or fr", language="x!"),
    Message("is no moment: “{moment}”; write 2017-05-24T09:30:00.000000Z", moment="noon"),
]  # fmt: skip


@pytest.mark.parametrize("problem", PROBLEMS_OF_FIELDS)
def test_what_is_wrong_with_a_field_is_said_in_french(problem: str) -> None:
    field = fields_of("propose")[0]
    error = FieldError(".".join(field.path), problem)
    for one in (
        error,
        MalformedTextError(field, error),
        MalformedTextError(field, FieldError(f"{error.field}.en", problem)),
    ):
        said = messages_in("fr")(str(one))
        assert english_in(said) == [], str(one)


@pytest.mark.parametrize("name", [*EXAMPLES, *NAMED])
def test_a_french_page_says_an_error_in_french(name: str) -> None:
    error = CLASSES[name](*EXAMPLES.get(name, ()), **NAMED.get(name, {}))
    said = messages_in("fr")(str(error))
    assert english_in(said) == [], str(error)


@pytest.mark.parametrize("name", [one.__name__ for one in PlacedError.__subclasses__()])
def test_a_visitor_is_told_no_place_of_the_register_and_in_french(name: str) -> None:
    error = CLASSES[name](*EXAMPLES[name])
    assert "/made-up" in str(error)
    told = sentence_for_visitors(error)
    assert "made-up" not in told
    said = messages_in("fr")(told)
    assert english_in(said) == [], told


@pytest.mark.parametrize(
    "problem", ["cannot be reached: no route to ledger.example.", "cannot be used: /made-up fails."]
)
def test_a_visitor_is_told_nothing_that_a_database_says(problem: str) -> None:
    assert sentence_for_visitors(UnusableRegisterError(PLACE, problem)) == "The register cannot be used for now."


UNLAUNCHED = Message("the topic is {state}, and its consultation was not launched.", state=Word("proposed"))
THIRD = Message("section {label}", label="3")
WORDED: dict[str | EscaladeError, str] = {
    UnknownReferenceError("2020/rain", kind="topic", nearest=["2020/fog"]): (
        "« 2020/rain » ne figure pas dans ce registre (thème). Vouliez-vous dire 2020/fog ?"
    ),
    DateError("31. 2.", Message("is not a date")): (
        "« 31. 2. » n’est pas une date. Écrivez un jour sous la forme 2017-05-24, un mois sous la forme 2017-05, "
        "une année sous la forme 2017, 2017-05-22..2017-05-24 pour un jour entre deux autres, "
        "..2017-05-24 pour « au plus tard », ou unknown (inconnu)."
    ),
    NothingToSayError(kind="call", of="2020/fog", problem=UNLAUNCHED): (
        "Il n’y a rien à établir pour 2020/fog (appel) : le thème est à l’état : proposé, et l’on n’a pas lancé sa "
        "consultation."
    ),
    Message("The body asks {ask}, and the box does not. See {place}.", ask=INFINITIVES["approve"], place=THIRD): (
        "Le corps du texte demande d’approuver ; l’encadré ne le demande pas. Voir section 3."
    ),
    Message("{place}, item {number}", place=THIRD, number=2): "section 3, point 2",
}


@pytest.mark.parametrize("told", WORDED)
def test_a_sentence_of_several_is_said_as_one_would_write_it(told: str | EscaladeError) -> None:
    assert str(messages_in("fr")(str(told))).replace("\u00a0", " ") == WORDED[told]
