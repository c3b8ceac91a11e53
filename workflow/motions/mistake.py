"""Acts on earlier records, each with what it takes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import msgspec

from escalade.workflow.motions.base import SEALED, Language, Motion, Passage, Prose, RecordName, about, destinations

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing


PERSONAL_TEXTS = frozenset({"holders", "text", SEALED})
"""Fields that some act keeps as a commitment, and the key of one."""

# msgspec leaves out what is the default itself, not what equals it; reading gives the text of the Literal.
# So a standing that was given is written and one that was not is left out, as in every record so far.
STANDING = str(b"unofficial translation", "ascii")
"""The standing of a translation where none is given."""


class OnRecord(Motion, frozen=True):
    """A motion about records that exist, one by one."""

    records: Annotated[tuple[RecordName, ...], about("The record it concerns, such as 2017/ott#7; repeat it.")] = ()
    argument = "records"

    def parts(self, standing: "Standing") -> "Iterator[tuple[str, Motion]]":
        """The subject of each record, with the motion as far as it is about that."""
        for record in dict.fromkeys(self.list_records(standing)):
            subject = record.rpartition("#")[0]
            yield subject, msgspec.structs.replace(self, of=(subject,), records=(record,))

    def list_records(self, standing: "Standing") -> "Iterable[str]":
        """The records that it is about: those named."""
        return self.records


class OnAct(OnRecord, frozen=True):
    """A motion that takes the whole act to which a record belongs."""

    def list_records(self, standing: "Standing") -> "Iterable[str]":
        """Every record of the act that each named one belongs to."""
        return (record for named in self.records for record in standing.record(named).touched)


class Confirm(OnRecord, frozen=True, tag="confirm"):
    """Name the final document that bears the recorded words out."""

    words: Annotated[Passage, about("Words, or a summary, that were not at hand.")] = {}


class Endorse(OnAct, frozen=True, tag="endorse"):
    """Make an act that was entered for you your own."""


class Correct(OnRecord, frozen=True, tag="correct"):
    """Correct wording, evidence or dates of a record by a later one."""

    why: Annotated[Passage, about("Why it is corrected.")] = {}
    fields: Annotated[
        Mapping[str, Any], about("What the record should say, as FIELD=VALUE; repeat it.", option="set", rare=True)
    ] = {}
    personal: ClassVar[Mapping[str, str]] = {"fields": "concerns_persons"}

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The meeting or session that the record should lead to."""
        return destinations(self.fields)

    @property
    def concerns_persons(self) -> bool:
        """Whether it corrects a text that is kept as a commitment."""
        return not self.fields.keys().isdisjoint(PERSONAL_TEXTS)


class MoveDay(Correct, frozen=True, tag="move day"):
    """Give what happened at a sitting its new day; only with a convening."""


class ReceiveTranslation(OnRecord, frozen=True, tag="receive translation"):
    """Write down a translation of texts that a record holds."""

    language: Annotated[Language, about("The language of the translation, such as fr.")] = ""
    texts: Annotated[Mapping[str, Prose], about("A translated text, as FIELD=TEXT; repeat it.", option="text")] = {}
    sources: Annotated[Mapping[str, str], about("The SHA-256 of the text that was translated, by field.")] = {}
    standing: Annotated[
        Literal["official", "unofficial translation"], about("official, or unofficial-translation.", rare=True)
    ] = STANDING  # type: ignore[assignment]  # mypy sees no literal in it
    revised_by: Annotated[str, about("Who made or revised the translation.", rare=True)] = ""
    personal: ClassVar[Mapping[str, str]] = {"texts": "concerns_persons", "sources": "concerns_persons"}

    @property
    def concerns_persons(self) -> bool:
        """Whether it translates a text that is kept as a commitment."""
        return not self.texts.keys().isdisjoint(PERSONAL_TEXTS)


class Annul(OnAct, frozen=True, tag="annul"):
    """Undo a mistaken act on every topic that it touched; both stay on record."""

    why: Annotated[Passage, about("Why it is annulled.")] = {}


class Redact(OnAct, frozen=True, tag="redact"):
    """Erase the personal texts or the files of an act; the rest stays."""

    why: Annotated[Passage, about("Why they are erased.")] = {}
    replaced: Annotated[
        tuple[RecordName, ...],
        about("A position whose place a later one had taken, which the names told; repeat it.", rare=True),
    ] = ()
