"""A register in memory: cases played act by act, and papers drawn from it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escalade.templates.formats.layout import lay_out
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.motions import any_motion
from escalade.workflow.perform import perform
from escalade.workflow.records.record import personal_fields
from escalade.workflow.subjects.standing import Memory, Standing
from escalade.workflow.subjects.subject import Subject
from tests.templates.render import day_of, loosen

TODAY = date(2040, 1, 1)
Acts = list[dict[str, Any]]


@dataclass
class Register:
    """Subjects held in memory; what is acted is acted through the procedure."""

    held: dict[str, Subject] = field(default_factory=dict)
    moment: int = 0

    def act(self, act: str, *of: str, by: str = "", **fields: Any) -> None:
        """Perform one act; a minute passes."""
        self.play([{"act": act, **({"of": list(of)} if of else {}), "by": by, **fields}])

    def play(self, acts: Acts, *, until: str | None = None) -> None:
        """Perform acts in order, up to the first of a name."""
        for fields in acts:
            if fields["act"] == until:
                return
            motion = msgspec.convert(fields, any_motion())
            salts = dict.fromkeys(personal_fields(motion), "00" * 16)
            at = f"2039-01-01T{self.moment // 60:02}:{self.moment % 60:02}:00.000000Z"
            outcome = perform(msgspec.structs.replace(motion, at=at, salts=salts), self.standing)
            self.moment += 1
            self.held.update((subject.reference, subject) for subject in outcome.subjects)

    @property
    def standing(self) -> Standing:
        """What the register holds now."""
        return Memory(self.held.values()).standing(TODAY)

    def paper(self, kind: str, reference: str, language: str = "en", to_session: str | None = None) -> Paper:
        """What a paper says, before it takes a form."""
        day = day_of(kind, reference)
        return build(kind, reference, self.standing, tongue(language), to_session=to_session, day=day)

    def text(
        self, kind: str, reference: str, language: str = "en", form: str = "md",
        to_session: str | None = None, seal: Seal | None = None,
    ) -> str:  # fmt: skip
        """A paper in a form, with plain spaces."""
        return loosen(lay_out(self.paper(kind, reference, language, to_session), form=form, seal=seal))


def acts_in(path: Path) -> Acts:
    """The acts of a case file."""
    return list(tomllib.loads(path.read_text("utf-8"))["act"])


@pytest.fixture(scope="session")
def acts_of_2017() -> Acts:
    """The acts of the shipped case."""
    return acts_in(Path(str(files("escalade.models.cases").joinpath("cwg_internet_2017.toml"))))


def in_two_languages(value: Any) -> Any:
    """What the shipped case says in English and French alone: papers in other languages lack texts then."""
    if isinstance(value, dict):
        two = "en" in value and "fr" in value
        return {key: in_two_languages(one) for key, one in value.items() if not two or key in {"en", "fr"}}
    return [in_two_languages(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="session")
def round_in_two_languages(acts_of_2017: Acts) -> Register:
    """The shipped case as it would be without its translations."""
    register = Register()
    register.play(in_two_languages(acts_of_2017))
    return register


@pytest.fixture(scope="session")
def round_of_2017(acts_of_2017: Acts) -> Register:
    """The shipped case, from the first act to the last."""
    register = Register()
    register.play(acts_of_2017)
    return register


@pytest.fixture(scope="session")
def _lanterns() -> Register:
    register = Register()
    register.play(acts_in(Path(__file__).with_name("made_up_lanterns.toml")))
    return register


@pytest.fixture
def lanterns(_lanterns: Register) -> Register:
    """A made-up group with two topics under debate at its first meeting."""
    return replace(_lanterns, held=dict(_lanterns.held))


@pytest.fixture
def unsettled(lanterns: Register) -> Register:
    """The made-up group agrees on neither topic and decides to refer both."""
    lanterns.act(
        "record no consensus",
        "2031/glass",
        "2031/wick",
        by="Made-up Chair",
        on="2031-03-04",
        evidence={"meeting": "1"},
        refer=True,
        tried={"en": "Two informal rounds were held.", "fr": "Deux séries de pourparlers ont eu lieu."},
        words={"en": "To ask the Assembly.", "fr": "Interroger l'Assemblée."},
    )
    return lanterns


@pytest.fixture
def referred(unsettled: Register) -> Register:
    """The made-up secretariat refers both topics to the Assembly."""
    unsettled.act(
        "escalate",
        "2031/glass",
        "2031/wick",
        by="Made-up Desk",
        on="2031-04-01",
        to_session="Assembly 2031",
        agenda_item="Item 7",
        original="fr",
        evidence={"document": "LA31/9"},
    )
    return unsettled


Decide = Callable[..., None]


@pytest.fixture
def decide() -> Callable[[Register], Decide]:
    """The made-up Assembly decides at its first sitting."""

    def of(register: Register) -> Decide:
        def act(name: str, *topics: str, **fields: Any) -> None:
            sitting = {"session": "Assembly 2031", "sitting": 1, "document": "LA31/80"}
            register.act(
                name, *topics, by="Made-up Assembly Desk", **{"on": "2031-06-02", "evidence": sitting, **fields}
            )

        return act

    return of
