"""Transcripts: what commands, pages and calls answer, kept as text and compared.

    python -m tests.net.talk --renew [NAME ...]

A transcript is played in a folder of its own. Its lines that begin with one of the signs below are typed; every
other is what was answered, and made anew by `--renew`. What is asked is added by its line, and taken away with it.

    # a remark                             @ case NAME        the register begins as a shipped case
    $ a command line                       @ today DAY        the clock stands there
    GET /a/page     POST /a/form {…}       @ as NAME          who visits and calls; @ language TAG
    CALL /a/call    CALL /a/call {…}       @ file NAME TEXT   writes a file
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, tzinfo
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from httpx2 import Response

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.settings import Settings
from tests.lives import known_salts
from tests.web.browser import CHEAP, OFFICERS, PASSWORD, Browser, does, signs_in
from tests.web.caller import TOKENS, with_tokens

FOLDER = Path(__file__).parent / "transcripts"
TYPED = ("# ", "@ ", "$ ", "GET ", "POST ", "CALL ")
VARIES: tuple[tuple[str, str], ...] = (
    (r"\+[0-9a-f]{8}\+[A-Za-z0-9+/]{43,}=*", "+<key>"),
    (r"(?<![0-9a-zA-Z])[0-9a-f]{24,}(?![0-9a-zA-Z])", "<hex>"),  # digests, roots, nodes, salts
    (r"(?<![0-9a-zA-Z+/])[A-Za-z0-9+/]{43}=?(?![0-9a-zA-Z+/=])", "<base64>"),  # keys, roots of checkpoints
    (r"escalade_[0-9A-Za-z_-]{20,}", "<token>"),
    (r"(?:^|(?<=\n))— (\S+) [A-Za-z0-9+/]{60,}={0,2}", r"— \1 <signature>"),
    (r"\b\d+(?:\.\d+)? ?(?:ms|milliseconds|seconds?)\b", "<time>"),
    (r'("(?:table|version|size)": )\d+', r"\1<number>"),
    (r"\bescalade \d+\.\d+\.\d+", "escalade <version>"),
    (r"\b(?:Python|SQLite|Linux)[ -]\d[-.\w]*", "<program>"),
    (r"-h, --help( +)", r"--help\1    "),  # which of them click says hangs on what it was asked before
    (r"Unprocessable (?:Entity|Content)", "Unprocessable Content"),  # of a version of Python
    (r"(Tokens for programs: \d+) \d+ \w+ \d{4}", r"\1 <day>"),  # they are given by the clock of the machine
    (r"(?m)[ \t]+$", ""),
)
"""What is another each time, or with each version of the program, and what stands for it."""


class FixedTime(datetime):
    """A time that stands still until a line was played."""

    shown = datetime.fromisoformat("2026-01-01T09:00:00+00:00")

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # as the clock asks
        """The moment that is shown."""
        return cls.shown.astimezone(tz)


class Text(HTMLParser):
    """The visible text of a page, with its links, its fields and its buttons."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.parts, self.links, self.unseen = list[str](), list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the name of a field, and remember where a link leads."""
        facts = dict(attrs)
        self.unseen += tag in UNSEEN
        self.parts.append("" if f" {tag} " in INLINE else "\n")
        if tag == "a":
            self.links.append(facts.get("href") or "")
        elif tag == "form":
            self.parts.append(f"<{facts.get('method') or 'get'} {facts.get('action') or ''}> ")
        elif tag in {"input", "select", "textarea", "button"} and facts.get("name"):
            told = facts.get("value") if facts.get("type") in {"radio", "checkbox"} or tag == "button" else None
            self.parts.append(f" <{facts['name']}{f'={told}' if told else ''}> ")

    def handle_endtag(self, tag: str) -> None:
        """Say where a link leads, behind its words."""
        self.unseen -= tag in UNSEEN
        if tag == "a" and self.links:
            self.parts.append(f" [{self.links.pop()}]")
        self.parts.append(" " if tag in {"td", "th", "option", "label"} else "" if f" {tag} " in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        """Take what is seen."""
        self.parts.append("" if self.unseen else re.sub(r"\s+", " ", data))


UNSEEN = {"script", "style", "svg", "title"}
INLINE = " a abbr b bdi button code del em i input ins label mark option select small span strong td textarea th time "


def seen(answer: Response, *, whole: bool) -> str:
    """A page as text; its head and foot only where they are asked for."""
    if "html" not in answer.headers.get("content-type", ""):
        return answer.text
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    page = answer.text if whole else "<main" + answer.text.partition("<main")[2].partition("</main>")[0]
    text = Text()
    text.feed(page)
    lines = (" ".join(line.split()) for line in "".join(text.parts).splitlines())
    return "\n".join([" ".join(title.split()), *(line for line in lines if line)])


def pretty(said: str) -> str:
    """JSON line by line, so that its diff can be read; anything else as it is."""
    is_json = said[:1] in {"{", "["} and "\n" not in said.rstrip("\n")
    return json.dumps(json.loads(said), indent=1, ensure_ascii=False) + "\n" if is_json else said


class Talk:
    """One transcript that is played: a folder, a register, a clock, and whoever visits."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Begin in an empty folder."""
        self.folder, self.stack, self.visitors = folder, stack, dict[str, Browser]()
        self.name, self.language = "nobody", "en"
        self.app: FastAPI | None = None

    def answer(self, line: str) -> str:
        """Do what a line says; what was answered."""
        FixedTime.shown += timedelta(minutes=1)
        sign, _, words = line.partition(" ")
        match sign:
            case "$":
                return self.command(shlex.split(words))
            case "@":
                return self.arrange(*words.split(" ", 2))
            case "GET" | "POST":
                return self.page(*words.partition(" {")[::2])
            case "CALL":
                return self.call(*words.partition(" {")[::2])
        return ""

    def lines_of(self, line: str) -> list[str]:
        """Do what a line says; what a transcript holds of the answer."""
        said = self.answer(line).replace(str(self.folder), "<folder>")
        for pattern, instead in VARIES:
            said = re.sub(pattern, instead, said)
        return [f"  {one}".rstrip() for one in said.splitlines()]

    def arrange(self, what: str, name: str, text: str = "") -> str:
        """Arrange the register, the clock, a file, or who visits."""
        match what:
            case "case":
                self.command(["--quiet", "load", str(find_shipped_case(name))])
            case "today":
                FixedTime.shown = datetime.fromisoformat(f"{name}T09:00:00+00:00")
            case "as":
                self.name = f"{name} {text}".strip()
            case "language":
                self.language = name
            case "file":
                (self.folder / name).write_text(text.replace("\\n", "\n"), "utf-8")
        return ""

    def command(self, words: list[str]) -> str:
        """Type a command line."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.StringIO()):
            code = run(words)
        for stream in (out, err):
            stream.seek(0)
        errors = "".join(f"! {line}\n" for line in err.read().splitlines())
        return pretty(out.read()) + errors + (f"= {code}" if code else "")

    def client(self, kind: str) -> Browser:
        """The browser or the program of whoever visits."""
        if self.app is None:
            known = with_tokens({name: Account(name, HASH) for name in OFFICERS})
            places = Settings(register=Location(self.folder / "register.db"), accounts=self.folder / "accounts.toml")
            self.app = create_app(places, known)
            self.stack.callback(close, self.app)
        key = f"{kind} {self.name}"
        if key not in self.visitors:
            token = {"authorization": f"Bearer {TOKENS[self.name]}"} if kind == "call" and self.name in TOKENS else {}
            made = Browser(self.app, headers={"accept-language": self.language, **token}, raise_server_exceptions=False)
            if kind == "page" and self.name in OFFICERS:
                signs_in(made, self.name)
            self.visitors[key] = made
        return self.visitors[key]

    def page(self, path: str, typed: str = "") -> str:
        """Open a page, or type into its form and send it."""
        browser = self.client("page")
        got = does(browser, path, **json.loads("{" + typed)) if typed else browser.get(path)
        led = f" → {got.url.raw_path.decode()}" if got.history else ""
        return f"{got.status_code}{led}\n{seen(got, whole=path in {'/', '/sign-in'})}"

    def call(self, path: str, body: str = "") -> str:
        """Call the API."""
        client = self.client("call")
        got = client.post(path, json=json.loads("{" + body)) if body else client.get(path)
        return f"{got.status_code} {got.headers.get('content-type', '')}\n{pretty(seen(got, whole=True))}"


HASH = hash_password(PASSWORD, CHEAP)


@contextmanager
def begun() -> Iterator[Talk]:
    """A folder, a clock and a register that nobody else uses."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(chdir(folder))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ESCALADE_")}
        ours = {"ESCALADE_REGISTER": "register.db", "COLUMNS": "110", "NO_COLOR": "1", "TZ": "UTC"}
        homes = {"XDG_CONFIG_HOME": str(folder / "settings"), "XDG_DATA_HOME": str(folder / "data")}
        stack.enter_context(patch.dict(os.environ, kept | ours | homes, clear=True))
        stack.enter_context(patch("escalade.models.store.clock.datetime", FixedTime))
        stack.enter_context(patch("escalade.models.register.new_salt", known_salts()))
        if Browser.portal is None:
            portal = stack.enter_context(start_blocking_portal())
            stack.enter_context(patch.object(Browser, "portal", portal))
        yield Talk(folder, stack)


def play(text: str) -> str:
    """Play a transcript; what it says then."""
    told: list[str] = []
    with begun() as talk:
        for line in text.splitlines():
            if line.startswith(TYPED):
                answer = talk.lines_of(line)
                told += [line, *answer, *([""] if answer else [])]
    return "\n".join(told).rstrip() + "\n"


def main(words: list[str]) -> None:
    """Make transcripts anew: all, or those that are named."""
    if "--renew" not in words:
        sys.exit(__doc__)
    for path in sorted(FOLDER.glob("*.txt")):
        if words == ["--renew"] or path.stem in words:
            path.write_text(play(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
