"""No door gives a word of what its visitor may not read.

The register holds a marked record of every act that can be hidden. Every page,
call, paper, feed and publication of it is taken as a stranger and as a member;
the addresses come from the routes, so that a new one is tried by itself.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, cached_property
from html import unescape
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from httpx2 import Response
from pypdf import PdfReader

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.integrity.keys import make_key
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account
from escalade.web.publication import Publication
from escalade.web.rendering.address import address
from escalade.web.settings import Settings
from escalade.workflow.motions import MOTIONS, Issue, PublishKey
from escalade.workflow.motions.meeting import Kind
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.values.reference import kind_of
from tests.lives import DESK
from tests.web.browser import Browser, hidden, signs_in
from tests.web.caller import made_up_token
from tests.web.confidential import ALTOGETHER, DAYS, HIDDEN, MARK, MEMBER, NEVER_HIDDEN, Confidential, recorded
from tests.web.test_page_matrix import ENDLESS, addresses

TOKENS = {name: f"escalade_{name.encode().hex()}" for name in (DESK, MEMBER)}
VISITORS = ((None, "public"), (MEMBER, "members"))
TAGS = re.compile(r"<[^>]*>|\r\n[ \t]|\\u00ad|\u00ad")
LEFT_OUT = {"/api/docs", "/api/openapi.json", *ENDLESS}
"""Pages that are about nothing on record."""


class World:
    """The register that is served, with all that is in it by name."""

    def __init__(self, path: Path, life: Confidential, accounts: dict[str, Account]) -> None:
        """Serve it."""
        self.path, self.life, self.accounts = path, life, accounts
        self.app: FastAPI = create_app(
            Settings(register=Location(path), accounts=path.with_name("none.toml")), accounts
        )
        with open_reader(Location(path)) as reader:
            self.records = [record for _, record in reader.records()]
            self.papers = {row[0]: row[1] for row in reader.connection.execute("SELECT digest, data FROM paper")}
            self.audiences = {one.reference: one.audience for one in self.records}
        self.told: dict[tuple[str, str], str] = {}
        self.references = list(dict.fromkeys(one.subject for one in self.records))

    def of(self, *kinds: str) -> list[str]:
        """The references of some kinds."""
        return [name for name in self.references if kind_of(name) in kinds]

    def marks(self) -> set[str]:
        """Every mark in the records."""
        return {one.group() for record in self.records for one in MARK.finditer(str(record))}

    def near(self) -> list[str]:
        """References that come near to hidden ones, and are none."""
        return [name[:-1] for name in self.references if MARK.search(name)]

    def filled(self, route: str) -> Iterator[str]:
        """Every address of a route, with all that may be named there."""
        for part, named in self.parts:
            if part in route:
                for one in named:
                    yield from self.filled(route.replace(part, one, 1))
                return
        assert "{" not in route, f"say in _parts() what {route} is asked with"
        yield route

    @cached_property
    def parts(self) -> list[tuple[str, list[str]]]:
        """What stands for the parts of routes, in this order."""
        return [*self._parts()]

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        rounds, topics = self.of("round"), self.of("topic")
        places = [address(name)[1:] for name in self.references]
        whole = [quote(name) for name in (*self.references, *self.near())]
        yield "problems/{name}", ["problems/unknown-reference"]
        yield "welcome/{token}", ["welcome/guessed"]
        yield "mail/{key}", ["mail/guessed"]
        yield "help/{part}", ["help/chair"]
        yield "return/{key}", ["return/guessed"]
        yield "chair/{act}/{place:path}", [f"chair/open-debate/topics/{ALTOGETHER}/open"]
        yield "{place:path}/records/{ordinal}", [address(one.reference)[1:] for one in self.records]
        yield "{place:path}/acts/{act}", [f"{place}/acts/take-position" for place in places if MARK.search(place)]
        yield "{place:path}", places
        yield "{round_}/{name}", [*topics, *(name for name in self.near() if "/" in name)]
        yield "rounds/{name}", [f"rounds/{name}" for name in rounds]
        for folder, kind in (("meetings", "meeting"), ("sessions", "session")):
            yield f"{folder}/{{name}}", [address(name)[1:] for name in self.of(kind)]
        yield "{act}/{name}", [f"take-note/{ALTOGETHER}"]
        yield "note/{name}", [f"note/{ALTOGETHER}"]
        yield "feeds/{what}.atom", [f"feeds/{what}.atom" for what in ("decisions", "consultations", "documents")]
        yield "drafts/{kind}/{language}.{form}", [f"drafts/note/en.md?about={ALTOGETHER}"]
        yield "papers/{kind}/{reference}.{form}", [f"papers/{kind}/{quote(name)}.md" for kind, name in self.drafts()]
        yield "{kind}", ["note"]
        yield "{digest}", [*self.papers]
        yield (
            "records/{reference}",
            [f"records/{name}" for name in (*whole, *(quote(one.reference) for one in self.records))],
        )
        yield "{reference}", whole
        yield "{record}", [quote(one.reference) for one in self.records]

    def drafts(self) -> Iterator[tuple[str, str]]:
        """Every paper that might be drawn."""
        yield from product(("note", "circular"), self.of("round"))
        yield from product(("notice", "call", "circular"), self.of("topic"))
        yield from product(("report", "agenda", "follow-up"), self.of("meeting"))

    def addresses(self) -> Iterator[str]:
        """Every address, those that ask for more included."""
        calls = {f"/api{path}" for path, methods in self.app.state.api.openapi()["paths"].items() if "get" in methods}
        for route in sorted((addresses("GET") | calls) - LEFT_OUT):
            yield from self.filled(route)
        yield from ASKED
        for name in self.of("topic", "round"):
            yield f"{address(name)}?as_of=2021-01-20"
            yield f"/fr{address(name)}"
        hidden_ = [name for name in self.references if MARK.search(name)]
        for name in hidden_:
            yield f"/api/why/{quote(name)}?act=take-position"
            yield f"/api/subjects/{quote(name.rpartition('/')[2][:-1])}"


ASKED = (
    "/api/search?words=secret", "/api/search?words=secret&limit=1", "/api/search?words=2048&as_of=2022-01-01",
    *(f"/api/search?words=harbours&after={ALTOGETHER}/open%23{ordinal}" for ordinal in (1, 2, 3)),
    "/api/topics?limit=2", "/api/topics?round=secret", "/api/topics?as_of=2021-01-20", "/api/topics?as_of=2021-02-01",
    *(f"/api/papers/{kind}/{ALTOGETHER}.pdf" for kind in ("note", "circular")),
    f"/api/papers/note/{ALTOGETHER}.html", f"/api/papers/note/{ALTOGETHER}.docx",
    f"/drafts/note/en.pdf?about={ALTOGETHER}",
    f"/api/papers/note/{ALTOGETHER}.md?language=fr", f"/api/papers/note/{ALTOGETHER}.md?on=2021-01-20",
    f"/api/papers/note/{ALTOGETHER}.md?to_session=Secret",
    "/api/decisions?session=Secret", f"/api/plan/{ALTOGETHER}?if={ALTOGETHER}/secret:x", "/?as_of=2021-02-01",
    "/decisions?after=2021", f"/rounds/{ALTOGETHER}?after={ALTOGETHER}/open", "/fr/",
)  # fmt: skip
"""What is asked besides, with all that may be added to an address."""


class Visit:
    """A visitor: a stranger, or a member who signed in and has a token."""

    def __init__(self, world: World, name: str | None, audience: str) -> None:
        """Come as somebody."""
        self.world, self.audience = world, audience
        self.client = Browser(world.app, raise_server_exceptions=False)
        self.token = {"authorization": f"Bearer {TOKENS[name]}"} if name else {}
        self.form = signs_in(self.client, name) and hidden(self.client.get("/inbox").text, "form") if name else ""

    def gets(self, path: str) -> Response:
        """Ask for an address."""
        return self.client.get(path, headers=self.token if path.startswith("/api") else {}, follow_redirects=False)

    def posts(self, path: str, **body: Any) -> Response:
        """Send something to an address."""
        headers = self.token if path.startswith("/api") else {}
        return self.client.post(path, headers=headers, follow_redirects=False, **body)

    def is_told(self, path: str) -> str:
        """All that the answer of an address says, which stays the same."""
        if (key := (self.audience, path)) not in self.world.told:
            self.world.told[key] = said_in(self.gets(path))
        return self.world.told[key]

    def words(self, said: str, asked: str = "") -> set[str]:
        """The words in a text that the visitor may not read and did not say."""
        own = {one.group().lower() for one in MARK.finditer(asked)}
        found = {one.group().lower() for one in MARK.finditer(said)} - own
        kept_from = [one for one in HIDDEN if not may_read(self.audience, one)]
        years = {year for one in kept_from if re.search(rf"\b{(year := DAYS[one])}\b", said) and year not in asked}
        return years | {one for one in found if any(one.startswith(f"secret{kept}") for kept in kept_from)}


def said_in(answer: Response) -> str:
    """All that an answer says, however it is packed."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "content-length")
    return f"{headers} {text_of(answer.content)}"


def text_of(data: bytes) -> str:
    """The text of a file, with and without its markup."""
    if data.startswith(b"%PDF"):
        return text_of_pdf(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return " ".join(text_of(packed.read(name)) for name in packed.namelist())
    text = unescape(data.decode("utf-8", "replace"))
    return f"{text} {TAGS.sub('', text)}"


@cache
def text_of_pdf(data: bytes) -> str:
    """The text of a PDF, with lines as they are set and as they are read."""
    read = PdfReader(io.BytesIO(data))
    lines = [line for page in read.pages for line in page.extract_text().splitlines()]
    return f"{read.metadata} {' '.join(lines)} {''.join(line.removesuffix('-') for line in lines)}"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, accounts: dict[str, Account]) -> Iterator[World]:
    """The register, served."""
    path = tmp_path_factory.mktemp("confidential") / "register.db"
    password = next(iter(accounts.values())).password
    tokens = {name: (made_up_token(shown),) for name, shown in TOKENS.items()}
    world = World(path, recorded(path), {name: Account(name, password, kept) for name, kept in tokens.items()})
    yield world
    close(world.app)


@pytest.fixture(params=VISITORS, ids=lambda one: one[1])
def twin(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Iterator[tuple[Visit, Visit]]:
    """A visitor of the register, and of one that is otherwise in what they may not read, and in nothing else."""
    name, audience = request.param
    otherwise = tuple(one for one in HIDDEN if not may_read(audience, one))
    there = World(path := tmp_path / "otherwise.db", recorded(path, otherwise), world.accounts)
    yield Visit(world, name, audience), Visit(there, name, audience)
    close(there.app)


BOUND = re.compile(r"[0-9a-f]{16,}|[A-Za-z0-9+/_-]{40,}=*")
TIME = re.compile(r"\d{4}-?\d\d-?\d\dT[\d:.]+(?:Z|\+00:00)")
"""What hangs on the hash of all that is on record (seals, proofs, tags), on a browser, or on the clock."""


def test_two_registers_alike_but_for_hidden_acts_answer_alike(twin: tuple[Visit, Visit]) -> None:
    here, there = twin
    assert [one.audience for one in here.world.records] == [one.audience for one in there.world.records]
    pairs = zip(here.world.records, there.world.records, strict=True)
    files = {one.motion.paper: two.motion.paper for one, two in pairs
             if isinstance(one.motion, Issue) and isinstance(two.motion, Issue)}  # fmt: skip
    assert any(one != two for one, two in files.items())
    apart, tried = [], 0
    for path in here.world.addresses():
        tried += 1
        other = re.sub(r"[0-9a-f]{64}", lambda found: files.get(found[0], found[0]), path)
        said, told = (BOUND.sub("…", TIME.sub("…", visit.is_told(to))) for visit, to in ((here, path), (there, other)))
        apart += [path] if said != told else []
    assert not apart, "\n".join(apart)
    assert tried > 1000


def test_every_act_is_tried_that_can_be_hidden(world: World) -> None:
    assert world.life.tried == MOTIONS.keys() - NEVER_HIDDEN
    assert set(world.audiences.values()) == set(READERS)
    assert len(world.marks()) > len(world.life.tried)


@pytest.mark.parametrize(("name", "audience"), VISITORS)
def test_no_address_gives_a_word(world: World, name: str | None, audience: str) -> None:
    visit, tried, found, read = Visit(world, name, audience), 0, dict[str, set[str]](), set[str]()
    for path in world.addresses():
        tried += 1
        said = visit.is_told(path)
        read |= {one.group().lower() for one in MARK.finditer(said)} if name else set()
        if words := visit.words(said, path):
            found[path] = words
    assert not found, json.dumps({path: sorted(words) for path, words in found.items()}, indent=1)
    assert tried > 1000
    mine = {one.lower() for one in world.marks() if name and one.lower().startswith("secretmembers")}
    assert mine <= read, "a mark that no page shows to those who may read it finds nothing"


def test_a_page_for_officers_says_that_it_shows_what_is_not_for_everybody(world: World) -> None:
    desk, marked, silent, left = Visit(world, DESK, "office"), list[str](), [], dict[str, set[str]]()
    pages = [path for path in world.addresses() if not path.startswith(("/api", "/papers", "/drafts"))]
    for path in pages:
        answer = desk.gets(path)
        if answer.status_code == HTTPStatus.OK and MARK.search(text_of(answer.content)) and "</main>" in answer.text:
            marked.append(path)
            silent += [] if '<div class="confidential' in answer.text else [path]
    assert not silent, "\n".join(silent)
    assert len(marked) > 50
    desk.posts("/view", data={"form": desk.form, "seen_as": "public", "next": "/"})
    desk.audience = "public"
    for path in marked:
        if words := desk.words(said_in(desk.gets(path)), path):
            left[path] = words
    assert not left


def test_a_calendar_or_drawing_for_officers_says_so_where_the_public_gets_another(world: World) -> None:
    desk, stranger, shown = Visit(world, DESK, "office"), Visit(world, None, "public"), set[str]()
    for path in [path for path in world.addresses() if path.endswith((".ics", ".svg"))]:
        mine, public = (re.sub(r"\r\n[ \t]|DTSTAMP:\S+", "", one.gets(path).text) for one in (desk, stranger))
        if mine.startswith("<!doctype"):  # the reference is none
            continue
        shown |= {path.rpartition("/")[2]} if mine != public else set()
        assert (mine != public) == bool(re.search(r"\[(members|office) only]", mine)), path
    assert shown == {"plan.ics", "plan.svg", "way.svg"}


@pytest.mark.parametrize(("name", "audience"), VISITORS)
def test_nothing_that_is_sent_is_answered_with_a_word(world: World, name: str | None, audience: str) -> None:
    visit, found = Visit(world, name, audience), dict[str, set[str]]()
    for digest, data in world.papers.items():
        answer = visit.posts("/api/verify", json={"paper": b64encode(data).decode()})
        if words := visit.words(said_in(answer)):
            found[digest] = words
        body, *_ = answer.json()  # whoever has a paper is told that it is genuine, and no more where it is not for them
        is_readable = any(visit.gets(door).status_code == 200 for door in (f"/papers/{digest}", f"/api/files/{digest}"))
        assert body["ok"] or not is_readable
        assert not body["ok"] or ("not public" in body["sentence"]) == (not is_readable)
    for path in [
        f"/api{path}" for path, methods in world.app.state.api.openapi()["paths"].items() if "post" in methods
    ]:
        for body in (
            {},
            {"act": "revise", "of": [f"{ALTOGETHER}/secret"]},
            {"act": "annul", "records": [f"{ALTOGETHER}/open#1"]},
        ):
            if words := visit.words(said_in(visit.posts(path, json=body)), json.dumps(body)):
                found[path] = words
    assert not found, found


@pytest.mark.parametrize("group", [ALTOGETHER, "r-issue", "r-launch"])
def test_no_publication_holds_a_word(world: World, group: str) -> None:
    visit = Visit(world, None, "public")
    files = Publication(world.app, group, "en").files()
    found = {name: words for name, data in files.items() if (words := visit.words(f"{name} {text_of(data)}"))}
    assert not found
    assert len(files) > 10


@pytest.fixture(scope="module")
def signed(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the register whose record lists a key, and that key."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copyfile(world.path, folder / "register.db")
    key = make_key(folder / "ledger.key", "made-up.example/group")
    with open_register(Location(folder / "register.db")) as register:
        register.act(PublishKey(of=("body",), by=DESK, on="2021-06-01", key=str(key)))
    return folder


def runs(folder: Path, *words: str) -> None:
    """Run a command on the copy of the register."""
    assert run(["--register", str(folder / "register.db"), *words]) == 0, words


PAPERS_OF = {ALTOGETHER: 8}
"""How many papers of a round anybody may read, at least."""


@pytest.mark.parametrize("audience", READERS)
@pytest.mark.parametrize("group", [ALTOGETHER, "r-issue", "r-take-position"])
def test_no_archive_holds_a_word(world: World, signed: Path, group: str, audience: str) -> None:
    visit, to = Visit(world, None, audience), signed / f"{group}-{audience}"
    runs(signed, "archive", group, "--to", str(to), "--key", str(signed / "ledger.key"), "--audience", audience)
    texts = {path: text_of(path.read_bytes()) for path in to.rglob("*") if path.is_file()}
    assert not {path.name: words for path, text in texts.items() if (words := visit.words(f"{path.name} {text}"))}
    others = [one for one in HIDDEN if one != audience and may_read(audience, one)]
    assert all(any(f"Secret{one}" in text for text in texts.values()) for one in others)
    assert len(list(to.glob("papers/*"))) >= PAPERS_OF.get(group, 0)


def test_no_receipt_holds_a_word_of_another_record(signed: Path, world: World) -> None:
    for record in world.records:
        if record.audience == "public" and record.subject.startswith(ALTOGETHER):
            to = signed / "receipt.json"
            runs(signed, "receipt", record.reference, "--key", str(signed / "ledger.key"), "--to", str(to))
            words, own = ({one.group() for one in MARK.finditer(said)} for said in (to.read_text("utf-8"), str(record)))
            assert words <= own, record.reference


@pytest.mark.parametrize(("name", "audience"), VISITORS)
def test_a_register_from_a_sealed_file_gives_no_word(
    world: World, signed: Path, tmp_path: Path, name: str | None, audience: str
) -> None:
    file, key = tmp_path / "all.sealed", signed / "ledger.key"
    runs(signed, "export", "--sealed", str(file), "--key", str(key))
    assert run(["--register", str(tmp_path / "there.db"), "load", "--sealed", str(file)]) == 0
    there = World(tmp_path / "there.db", world.life, world.accounts)
    visit = Visit(there, name, audience)
    here = re.compile(f"/(papers|issued)/[0-9a-f]{{64}}|^/(rounds|topics)/{ALTOGETHER}")
    tried = [path for path in there.addresses() if here.search(path)]
    found = {path: words for path in tried if (words := visit.words(said_in(visit.gets(path)), path))}
    close(there.app)
    assert not found
    assert there.papers == world.papers
    assert len(tried) > 200


@pytest.mark.parametrize(("name", "audience"), [*VISITORS, (DESK, "office")])
def test_a_paper_is_given_to_those_for_whom_it_is(world: World, name: str | None, audience: str) -> None:
    visit = Visit(world, name, audience)
    issued = [one.motion for one in world.records if isinstance(one.motion, Issue)]
    given = {motion.paper for motion in issued if visit.gets(f"/papers/{motion.paper}").status_code == 200}
    for motion in issued:
        if motion.drawn_for and motion.paper in world.papers:
            assert (motion.paper in given) == may_read(audience, motion.drawn_for), (motion.symbol, motion.kind)
    assert given
    drawn = {(motion.kind, motion.form) for motion in issued if motion.drawn_for == audience}
    assert drawn == set(product(get_args(Kind), ("md", "pdf"))), "a paper that was not issued is not tried"
    shown = [text_of_pdf(data) for digest, data in world.papers.items() if digest in given and data.startswith(b"%PDF")]
    assert any(MARK.search(text) for text in shown) == (name is not None), "a mark that no PDF shows finds nothing"
