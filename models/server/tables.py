"""The tables of what servers keep, as SQLModel describes them."""

from sqlalchemy import LargeBinary, MetaData
from sqlmodel import Field, SQLModel


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


class NoticeRow(ServerTable, table=True):
    """Something of which a subscriber was told, so that it is told once."""

    __tablename__ = "server_notice"

    key: str = Field(primary_key=True, description="The SHA-256 of the subscription and of what is told.")
    subscriber: str = Field(index=True)
    at: float = Field(index=True)


class CalendarRow(ServerTable, table=True):
    """A date as it was last sent into a subscriber's calendar."""

    __tablename__ = "server_calendar"

    key: str = Field(primary_key=True, description="The SHA-256 of the subscription and the UID.")
    subscriber: str = Field(index=True)
    uid: str
    sequence: int = Field(description="It grows with each change (RFC 5546).")
    digest: str = Field(description="The SHA-256 of the date as it was sent.")
    until: str = Field(description="Its last day; afterwards nothing is sent any more.")
    entry: str = Field(description="The date as it was sent, as JSON: what a cancellation repeats.")


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
