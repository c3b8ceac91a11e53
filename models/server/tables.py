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
    seen_as: str = Field(description="Whose sight it borrows; empty for its own.")


class AnswerRow(ServerTable, table=True):
    """The first answer to a call that bears a key (Idempotency-Key)."""

    __tablename__ = "server_answer"

    key: str = Field(primary_key=True, description="The SHA-256 of the caller's name and the key.")
    asked: str = Field(description="The SHA-256 of what was asked: the address and the body.")
    begun: float = Field(index=True, description="In seconds since 1970, UTC.")
    status: int | None = Field(description="None while the call is under way.")
    headers: str = Field(description="Those of the answer, as JSON.")
    body: bytes = Field(sa_type=LargeBinary)
