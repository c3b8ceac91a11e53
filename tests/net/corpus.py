"""The corpus of papers: lives as case files, and every paper of theirs that stays.

A life is a case file in `lives/`, or the shipped round of 2017. Each kind of paper is drawn where it applies, in six
languages, on the day after the last act of the file. What is known only once papers were issued stands in
`LIFE.then.toml`, loaded once a note and a notice of LIFE are issued; what corrects and revises them is drawn then.

    python -m tests.net.corpus --renew         renew what is kept; its diff is then read
    python -m tests.net.corpus --renew words   the Markdown alone; facts stay as they are
    python -m tests.net.corpus --renew facts   the facts alone
"""

from __future__ import annotations

import re
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from difflib import unified_diff
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case, replay
from escalade.models.reader import Reader
from escalade.models.register import Register, open_register
from escalade.services.papers.draft import Order, draw_paper
from escalade.services.papers.issue import prepare_issue, record_issue
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import TracedFact, facts_in
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import Escalate
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.reference import kind_of

LIVES, KEPT = Path(__file__).with_name("lives"), Path(__file__).with_name("papers")
SHIPPED = "round-of-2017"
LANGUAGES = tuple(sorted(AVAILABLE))
FOR_EACH = {"audiences": ("public", "members", "office")}
"""The lives whose papers are drawn for several readers, and for which."""
KINDS = {"round": ("note", "circular"), "topic": ("notice", "call"), "meeting": ("agenda", "report"), "session": ()}
"""The papers there are, by what they are about."""
ENDINGS = {"all": "", "words": ".md", "facts": ".facts"}
DESK = "Made-up Desk"
CORRECTED = {"notice": "SC41/90", "note": "SC41/7"}
"""The symbols under which papers are issued that are then corrected."""


def lives() -> tuple[str, ...]:
    """The lives by name."""
    return (SHIPPED, *sorted(path.stem for path in LIVES.glob("*.toml") if path.suffixes == [".toml"]))


@dataclass(frozen=True)
class Drawn:
    """What a life gives: its files by name, and what was found on the way."""

    files: Mapping[str, str]
    unrecorded: tuple[str, ...]
    """The records that facts name and that the life does not have."""
    seconds: float


class DatedReader(Reader):
    """A reader to whom it is always the same day."""

    today = date.min

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:
        """The register on that day."""
        return super().standing(today or self.today, reader)

    def standing_at(self, size: int, today: date | None, reader: str | None = None) -> Standing:
        """The register when it had so many records, on that day."""
        return super().standing_at(size, today or self.today, reader)


@contextmanager
def registered() -> Iterator[tuple[Register, DatedReader]]:
    """A new register whose clock is set by its reader's day, and whose salts are numbered."""
    with TemporaryDirectory() as folder:
        place, numbers = Location(Path(folder) / "register.db"), count()
        create(place)

        def clock() -> datetime:
            return datetime.combine(reader.today, datetime.min.time(), UTC)

        with open_register(place, clock=clock, salts=lambda: f"{next(numbers):032x}") as register:
            reader = DatedReader(register.connection, register.location)
            yield register, reader


def load(path: Path, register: Register, reader: DatedReader, loader: str = "") -> None:
    """Load a case on the day after its last act, as `escalade load` does."""
    days = [day for act in parse_case(path) if (day := when(act.motion.on).last)]
    reader.today = max(days) + timedelta(days=1)
    replay(register, path, lambda _act, _outcome: None, loader)


@cache
def draw(life: str) -> Drawn:
    """Every paper of a life, as Markdown in each language and as facts."""
    begun = time.process_time()
    path = find_shipped_case("cwg_internet_2017") if life == SHIPPED else LIVES / f"{life}.toml"
    with registered() as (register, reader):
        load(path, register, reader)
        papers = dict(drafts(reader, FOR_EACH.get(life, ("",))))
        then = path.with_suffix(".then.toml")
        if then.exists():
            papers |= corrigenda(then, register, reader)
        records = {record.reference for _, record in reader.records()}
    files: dict[str, str] = {}
    named: set[str] = set()
    for name, versions in papers.items():
        files |= {f"{name}.{tag}.md": f"{file_of(one, 'md').decode().rstrip()}\n" for tag, one in versions.items()}
        files[f"{name}.facts"] = "".join(f"{line}\n" for line in sorted(list_facts(versions)))
        named |= {record for one in versions.values() for fact in facts_of(one) for record in fact.records}
    return Drawn(files, tuple(sorted(named - records)), time.process_time() - begun)


def drafts(reader: DatedReader, readers: Iterable[str]) -> Iterator[tuple[str, dict[str, Paper]]]:
    """Each kind of paper for each subject, where there is something to write.

    For each of the readers where there are several, but for those to whom it says what it says to narrower ones.
    """
    acts = [record.motion for _, record in reader.records()]
    referred = dict.fromkeys(act.to_session for act in acts if isinstance(act, Escalate))
    for about in reader.references():
        for kind in KINDS.get(kind_of(about), ()):
            for to in referred if kind == "note" and len(referred) > 1 else (None,):
                told: set[str] = set()
                for audience in readers:
                    with suppress(PaperError):
                        standing = reader.standing(reader=audience or None)
                        versions = draw_paper(kind, about, standing, LANGUAGES, to)
                        if (words := str([[*map(str, one.printables())] for one in versions.values()])) not in told:
                            yield name_of(kind, about, to and f"to-{to}", audience and f"for-{audience}"), versions
                        told.add(words)


def name_of(kind: str, *more: str | None) -> str:
    """What the files of a paper are called, before their language."""
    return re.sub("[/ ]", "-", "-".join(filter(None, (kind, *more))).replace("meeting/", ""))


def corrigenda(then: Path, register: Register, reader: DatedReader) -> dict[str, dict[str, Paper]]:
    """Issue a note and a notice, load what became known then, and issue what corrects them."""
    topic = next(one for one in reader.references() if kind_of(one) == "topic")
    papers = (("note", None), ("notice", topic))
    for kind, subject in papers:
        issue(register, reader, kind, subject, None)
    load(then, register, reader, DESK)
    return {
        name_of(word, kind, subject): issue(register, reader, kind, subject, mark)
        for kind, subject in papers
        for mark, word in (("Corr", "corrigendum"), ("Rev", "revision"))
    }


def issue(
    register: Register, reader: DatedReader, kind: str, subject: str | None, mark: str | None
) -> dict[str, Paper]:
    """Issue a paper of the only round in six languages, as `escalade issue` does."""
    (group,), day = reader.rounds(), reader.today.isoformat()
    order = Order(reader, group, subject, kind, CORRECTED[kind], mark, LANGUAGES, ("md",), on=day, by=DESK)
    papers = order.papers
    record_issue(prepare_issue(order, ("all",)), register, dry_run=False)
    return papers


def facts_of(paper: Paper) -> tuple[TracedFact, ...]:
    """The facts that a paper prints, but for the banner of what is not translated, which rests on all of them."""
    return facts_in(replace(paper, version=()).printables())


def list_facts(versions: Mapping[str, Paper]) -> Iterator[str]:
    """The facts of a paper, each on one line: its records, its kind, its value.

    What not every language prints has the languages in front. Where, how often and in which words is not said.
    """
    printed = {tag: {*map(line_of, facts_of(paper))} for tag, paper in versions.items()}
    for line in set().union(*printed.values()):
        tags = [tag for tag, lines in printed.items() if line in lines]
        yield line if len(tags) == len(printed) else f"[{' '.join(tags)}] {line}"


def line_of(fact: TracedFact) -> str:
    """A fact as a line that says the same in every language."""
    return f"{', '.join(sorted(fact.records))}: {fact.kind}: {text_of(fact.value)}"


def text_of(value: Any) -> str:
    """A value on one line: a day as it is recorded, a text in English or else in its first language."""
    if isinstance(value, When):
        return value.text
    if isinstance(value, Mapping):
        return text_of(value.get("en", next(iter(value.values()), "")))
    if isinstance(value, tuple | list):
        return "; ".join(map(text_of, value))
    return " ".join(str(value).split())


def kept(life: str, folder: Path = KEPT) -> dict[str, str]:
    """What is kept of a life, by the names of its files."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / life).glob("*.*"))}


def differences(life: str, ending: str, folder: Path = KEPT) -> list[str]:
    """What is drawn of a life otherwise than it is kept, line by line: - as kept, + as drawn."""
    old, new, changes = kept(life, folder), draw(life).files, list[str]()
    for name in sorted(name for name in {*old, *new} if name.endswith(ending)):
        before, after = (files.get(name, "").splitlines() for files in (old, new))
        told = unified_diff(before, after, f"{life}/{name} as kept", "as drawn", lineterm="", n=0)
        changes += (line for line in told if not line.startswith("@@"))
    return changes


def renew(ending: str) -> int:
    """Keep what is drawn in place of what was kept; how many files changed."""
    changed = 0
    for life in lives():
        old, new = kept(life), draw(life).files
        (KEPT / life).mkdir(parents=True, exist_ok=True)
        for name in (name for name in {*old, *new} if name.endswith(ending) and old.get(name) != new.get(name)):
            changed += 1
            if name in new:
                (KEPT / life / name).write_text(new[name], encoding="utf-8")
            else:
                (KEPT / life / name).unlink()
    return changed


if __name__ == "__main__":
    said = ArgumentParser(prog="python -m tests.net.corpus", description=__doc__)
    said.add_argument("--renew", choices=(*ENDINGS,), nargs="?", const="all", required=True)
    count_renewed = renew(ENDINGS[said.parse_args().renew])
    sys.stdout.write(f"{count_renewed} files renewed; read what changed with: git diff tests/net/papers\n")
