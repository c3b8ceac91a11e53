"""The store of what servers keep, as tables of a file or a database."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from math import inf
from pathlib import Path
from sqlite3 import OperationalError
from threading import Lock
from typing import Any, TypeVar
from weakref import finalize

from sqlalchemy import URL, Engine, LargeBinary, MetaData, UpdateBase, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Field, SQLModel, col, delete, or_, select
from sqlmodel import Session as Transaction
from sqlmodel.sql.expression import SelectOfScalar

from escalade.models.files import is_open_to_others
from escalade.workflow.values.errors import EscaladeError, Message, RequestError


class ServerTable(SQLModel):
    """A table of a server's own; none of a register."""

    metadata = MetaData()


class SessionRow(ServerTable, table=True):
    """Somebody who signed in in a browser."""

    __tablename__ = "server_session"

    key: str = Field(primary_key=True, description="The SHA-256 of the token that only the browser holds.")
    account: str = Field(index=True)
    password: str = Field(description="The SHA-256 of the account's hash: another password ends the session.")
    begun: float = Field(description="In seconds since 1970, UTC.")
    ends: float = Field(index=True, description="In seconds since 1970, UTC.")
    holds: float = Field(description="Until when, in the same seconds; a provider renews it until it ends.")
    seen_as: str = Field(default="", description="Whose sight it borrows; empty for its own.")
    provider: str = Field(default="", description="Who vouches for them; empty, with the rest, where nobody does.")
    issuer: str = ""
    subject: str = Field(default="", description="The identifier of the person at the issuer.")
    claim: str = Field(default="", description="What named the officer.")
    vouched: float = Field(default=0, description="When the issuer said so, in seconds since 1970, UTC.")
    sid: str = Field(default="", index=True, description="What it calls its session; empty where it never said.")
    signed: str = Field(default="", description="What it signed: shown to it when the session is renewed or ends.")


class SignInRow(ServerTable, table=True):
    """When somebody signed in last."""

    __tablename__ = "server_sign_in"

    account: str = Field(primary_key=True)
    at: float = Field(description="In seconds since 1970, UTC.")


class InvitationRow(ServerTable, table=True):
    """Somebody who may choose a password, by an address that is told once."""

    __tablename__ = "server_invitation"

    key: str = Field(primary_key=True, description="The SHA-256 of what the address ends with.")
    account: str = Field(index=True)
    ends: float = Field(description="In seconds since 1970, UTC.")


class AccessRow(ServerTable, table=True):
    """A change of who may sign in, as officers may see it."""

    __tablename__ = "server_access"

    number: int | None = Field(default=None, primary_key=True)
    at: float = Field(description="In seconds since 1970, UTC.")
    who: str
    what: str = Field(description="invited, joined, ended or password.")
    whom: str


class AttemptRow(ServerTable, table=True):
    """How much was tried of late for a name, an address or a browser."""

    __tablename__ = "server_attempt"

    key: str = Field(primary_key=True, description="A hash of what is counted: it tells no name and no address.")
    ends: float = Field(index=True, description="From when on nothing is counted, in seconds since 1970, UTC.")


class SceneRow(ServerTable, table=True):
    """What the room shows; there is one."""

    __tablename__ = "server_scene"

    number: int = Field(primary_key=True)
    shown: int = Field(description="How many times something else was shown.")
    scene: str = Field(description="As JSON.")


class SubscriberRow(ServerTable, table=True):
    """An address to which mail goes, and what was asked for."""

    __tablename__ = "server_subscriber"

    key: str = Field(primary_key=True, description="What the address of the subscription ends with.")
    address: str = Field(index=True)
    account: str = Field(index=True, description="As whom it reads; empty for the public.")
    language: str
    kinds: str = Field(description="What is wanted, the words apart by blanks.")
    asked: float = Field(description="When it was last asked for, in seconds since 1970, UTC.")
    confirmed: float = Field(description="When whoever reads that address confirmed it; 0 until then.")
    seen: int = Field(description="How many records of the ledger were looked through.")
    told: float = Field(description="When news was last gathered for it.")


class NewsRow(ServerTable, table=True):
    """Something of which a subscriber was told, so that it is told once."""

    __tablename__ = "server_news"

    key: str = Field(primary_key=True, description="The SHA-256 of the subscription and of what is told.")
    subscriber: str = Field(index=True)
    at: float = Field(index=True)


class MailRow(ServerTable, table=True):
    """A message on its way, until it was sent."""

    __tablename__ = "server_mail"

    key: str = Field(primary_key=True, description="It is also the first half of the Message-ID.")
    subscriber: str = Field(index=True)
    address: str
    audience: str = Field(description="Who may read it: looked at once more before it goes.")
    subject: str
    message: bytes = Field(sa_type=LargeBinary, description="As RFC 5322 has it.")
    made: float
    due: float = Field(index=True, description="Not to be sent before.")
    state: str = Field(index=True, description="waiting, sending or failed.")
    leased: float = Field(description="Since when some process is sending it.")
    tries: int
    reply: str = Field(description="What the mail server said last.")


class VouchedRow(ServerTable, table=True):
    """A sign-in through a provider, for whoever asks who acted under a name."""

    __tablename__ = "server_vouched"

    number: int | None = Field(default=None, primary_key=True)
    officer: str
    issuer: str
    subject: str
    claim: str
    vouched: float = Field(description="In seconds since 1970, UTC; records name issuer and moment.")


class TypedRow(ServerTable, table=True):
    """What was typed before a session ended, until somebody is back."""

    __tablename__ = "server_typed"

    key: str = Field(primary_key=True, description="The SHA-256 of what only the browser holds.")
    ends: float = Field(index=True, description="In seconds since 1970, UTC.")
    typed: str


class FileRow(ServerTable, table=True):
    """A file that waits for the act that attaches it."""

    __tablename__ = "server_file"

    key: str = Field(primary_key=True, description="The SHA-256 of the file, behind the name of whoever sent it.")
    account: str = Field(index=True)
    name: str
    data: bytes = Field(sa_type=LargeBinary)
    ends: float = Field(index=True, description="In seconds since 1970, UTC.")


Row = TypeVar("Row", bound=ServerTable)
Found = TypeVar("Found")
SERVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The database servers that may hold it, each with the driver that reaches it."""

WAIT_SECONDS = 5
"""How long it is waited for whoever writes to a file."""
ALONE = "escalade_alone"
"""What marks a transaction that writes."""
WRITING = 0x65736361
"""The number of the lock that whoever writes to a database takes; it ends with the transaction."""
KEPT_OF: dict[str, tuple[type[ServerTable], tuple[str, ...]]] = {
    "sessions": (SessionRow, ("account",)),
    "last sign-in": (SignInRow, ("account",)),
    "sign-ins through a provider": (VouchedRow, ("officer",)),
    "invitations": (InvitationRow, ("account",)),
    "changes of access": (AccessRow, ("who", "whom")),
    "files that wait for an act": (FileRow, ("account",)),
    "subscriptions": (SubscriberRow, ("account", "address")),
    "messages that wait": (MailRow, ("subscriber", "address")),
    "what they were told of": (NewsRow, ("subscriber",)),
}
"""What is kept of a person, and the columns that name them, their address or their subscription."""
SECRET = frozenset({"key", "password", "data", "digest", "message", "signed"})
"""Columns that open something, or say the same as another."""


class StoreError(EscaladeError):
    """What servers keep cannot be read or written: where, and why."""

    def __init__(self, place: Path | str, problem: str) -> None:
        self.place = place
        self.unplaced = "The sessions cannot be used." if ": " in problem else f"The sessions {problem}."
        super().__init__(Message("The sessions in {place} {problem}.", place=place, problem=problem))


def parse_place(place: str) -> URL:
    """Read where a store lies: the path of a file, or the URL of a database."""
    kind, is_address, rest = place.partition("://")
    try:
        driver = SERVERS[kind if rest else ""] if is_address else "sqlite"
        return make_url(f"{driver}://{rest}") if is_address else URL.create(driver, database=place)
    except (ArgumentError, LookupError, ValueError) as error:
        sentence = "“{place}” is no place for sessions: name a file, or a database as postgresql://…"
        raise RequestError("place-of-sessions", sentence, place=f"{kind}://…") from error  # it may hold a password


class ServerStore:
    """What servers keep; it is made when something is first kept."""

    def __init__(self, place: str) -> None:
        """Keep it in a file, or in a database of a PostgreSQL server."""
        self._lock, self._opened = Lock(), False
        url = parse_place(place)
        self.path = Path(place) if url.drivername == "sqlite" else None
        self.shown = self.path or url.set(drivername="postgresql").render_as_string()
        more: dict[str, Any] = {"connect_args": {"timeout": WAIT_SECONDS}} if self.path else {"pool_pre_ping": True}
        self._engine: Engine = create_engine(url, **more)
        if self.path:
            event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._alone = self._engine.execution_options(**{ALONE: True})
        finalize(self, self._engine.dispose)  # whoever forgets to close it leaves nothing open

    def is_begun(self) -> bool:
        """Whether anything may have been kept there."""
        try:
            return self.path is None or bool(self.path.stat())
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreError(self.shown, _clause(error.strerror or error)) from error

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Read and write as one; all of it is kept, or nothing.

        Nobody else writes between what is read here and what is written.
        """
        return self._within(self._alone)

    def get(self, kind: type[Row], key: object, now: float = 0) -> Row | None:
        """Read a row by its key; None where there is none, or it ended by now."""
        found = next(iter(self.find(select(kind).where(inspect(kind).primary_key[0] == key))), None)
        return found if found and getattr(found, "ends", inf) > now else None

    def find(self, asked: SelectOfScalar[Found]) -> list[Found]:
        """Read what is asked for, beside whoever writes.

        Nothing is found, or made, where nothing was ever kept.
        """
        if not self.is_begun():
            return []
        with self._within(self._engine) as within:
            return list(within.exec(asked).all())

    def every(self, kind: type[Row], **which: str) -> list[Row]:
        """Read the rows that have these values, in the order of their keys."""
        return self.find(select(kind).filter_by(**which).order_by(*inspect(kind).primary_key))

    def put(self, row: ServerTable) -> None:
        """Keep a row, in place of the earlier one of its key."""
        with self.transaction() as within:
            within.merge(row)

    def drop(self, kind: type[ServerTable], **which: str) -> None:
        """Forget the rows that have these values."""
        self.change(delete(kind).filter_by(**which))

    def change(self, statement: UpdateBase) -> int:
        """Change or forget rows; how many."""
        if not self.is_begun():
            return 0
        with self.transaction() as within:
            return int(within.exec(statement).rowcount)

    @contextmanager
    def _within(self, engine: Engine) -> Iterator[Transaction]:
        try:
            self._open()
            with Transaction(engine, expire_on_commit=False) as within, within.begin():
                yield within
        except OSError as error:
            raise StoreError(self.shown, _clause(error.strerror or error)) from error
        except SQLAlchemyError as error:
            raise StoreError(self.shown, _clause(getattr(error, "orig", None) or error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _open(self) -> None:
        """Make what is not there yet, for the owner's eyes alone."""
        with self._lock:
            if self._opened and self.is_begun():
                return
            if self.path:
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
                if is_open_to_others(self.path.stat().st_mode):
                    raise StoreError(self.shown, Message("may be read by others; run “chmod 600” on the file"))
            ServerTable.metadata.create_all(self._alone)
            self._opened = True


def read_person(store: ServerStore, name: str) -> dict[str, list[dict[str, Any]]]:
    """Read what is kept of somebody, by their name or an address of theirs.

    Nothing that would let anybody in is read.
    """
    mine = or_(SubscriberRow.account == name, SubscriberRow.address == name)
    names = [name, *store.find(select(SubscriberRow.key).where(mine))]
    read = {}
    for what, (kind, columns) in KEPT_OF.items():
        rows = store.find(select(kind).where(or_(*(getattr(kind, column).in_(names) for column in columns))))
        read[what] = [{key: value for key, value in row.model_dump().items() if key not in SECRET} for row in rows]
    return {what: rows for what, rows in read.items() if rows}


def _clause(problem: object) -> str:
    said = " ".join(str(problem).split()).rstrip(".")
    return Message("cannot be used: {reason}", reason=said[:1].lower() + said[1:])


def _prepare(connection: Any, _record: Any) -> None:
    """Let several processes share a file; begin by hand, as its documentation says."""
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(OperationalError):  # whoever opened a new file at the same moment is about to say the same
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Any) -> None:
    """Begin; alone where it is to be written, which one transaction at a time may do."""
    is_alone, is_file = ALONE in connection.get_execution_options(), connection.dialect.name == "sqlite"
    if is_file:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_alone else "BEGIN")
    elif is_alone:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")


SECONDS = 3600
"""How long a file waits."""


def hold_file(store: ServerStore, account: str, file: tuple[str, bytes], now: float) -> str:
    """Hold a file that somebody sent; give its hash. Old ones go."""
    name, data = file
    digest = sha256(data).hexdigest()
    with store.transaction() as within:
        within.exec(delete(FileRow).where(col(FileRow.ends) <= now))
        within.merge(FileRow(key=f"{account}/{digest}", account=account, name=name, data=data, ends=now + SECONDS))
    return digest


def find_held(store: ServerStore, account: str, digests: Iterable[str], now: float) -> list[tuple[str, bytes]]:
    """The files that somebody sent; nobody else attaches them."""
    rows = (store.get(FileRow, f"{account}/{one}", now) for one in digests)
    return [(row.name, row.data) for row in rows if row]
