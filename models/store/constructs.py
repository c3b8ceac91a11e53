"""SQL constructs that SQLAlchemy lacks, for either database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import Join
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine

MARK = "\N{SECTION SIGN}"
"""What encloses a parameter's name in compiled text, before it is numbered."""


class Parameter(ColumnElement[Any]):
    """A value that is given by its name when the statement is run."""

    inherit_cache = False

    def __init__(self, name: str, kind: type[TypeEngine[Any]] = String) -> None:
        """Name it, and say of what type it is."""
        self.name, self.type = name, kind()


@compiles(Parameter)
def _name(parameter: Parameter, _compiler: SQLCompiler, **_: Any) -> str:
    return f"{MARK}{parameter.name}{MARK}"


class Position(FunctionElement[int]):
    """The position of bytes in other bytes, counted from 1; 0 where nowhere."""

    inherit_cache, type, name = True, Integer(), "position"


@compiles(Position)
def _instr(found: Position, compiler: SQLCompiler, **options: Any) -> str:
    whole, part = found.clauses
    return f"instr({compiler.process(whole, **options)}, {compiler.process(part, **options)})"


@compiles(Position, "postgresql")
def _position(found: Position, compiler: SQLCompiler, **options: Any) -> str:
    whole, part = found.clauses
    return f"position({compiler.process(part, **options)}::bytea IN {compiler.process(whole, **options)})"


class Unindexed(FunctionElement[Any]):
    """A column that SQLite is not to look up by its index.

    Without it SQLite reads a list of topics by their kind, and sorts all of them.
    """

    inherit_cache, type = True, String()


@compiles(Unindexed)
def _bare(column: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(column.clauses, **options)


@compiles(Unindexed, "sqlite")
def _with_sign(column: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(column.clauses, **options)}"


class InBytes(FunctionElement[str]):
    """Text that is compared by its bytes, as every column of text is."""

    inherit_cache, type = True, String()


compiles(InBytes)(_bare)


@compiles(InBytes, "postgresql")
def _collated(text: InBytes, compiler: SQLCompiler, **options: Any) -> str:
    return f'{compiler.process(text.clauses, **options)} COLLATE "C"'


class JsonPairs(FunctionElement[Any]):
    """The names and values of a JSON object, as the rows of a table."""

    inherit_cache, name = True, "json_each"


compiles(JsonPairs)(lambda pairs, compiler, **options: f"json_each({compiler.process(pairs.clauses, **options)})")


@compiles(JsonPairs, "postgresql")
def _pairs(pairs: JsonPairs, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each_text({compiler.process(pairs.clauses, **options)}::json)"


class JsonList(FunctionElement[Any]):
    """The values of a JSON array, as the rows of a table."""

    inherit_cache, name = True, "json_list"


compiles(JsonList)(lambda values, compiler, **options: f"json_each({compiler.process(values.clauses, **options)})")


@compiles(JsonList, "postgresql")
def _values(values: JsonList, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(values.clauses, **options)}::json)"


class HasWords(FunctionElement[Any]):
    """Whether a row of the search index has the words of a query.

    The query is spelt as the database has it (`spell_search`). On SQLite the index
    is a table of FTS5; on PostgreSQL an index over the words as a `tsvector`,
    without a dictionary: they are folded already.
    """

    inherit_cache, type, name = True, NullType(), "has_words"


@compiles(HasWords)
def _match(asked: HasWords, compiler: SQLCompiler, **options: Any) -> str:
    words, sought = asked.clauses
    return f"{words.table.name} MATCH {compiler.process(sought, **options)}"


@compiles(HasWords, "postgresql")
def _tsquery(asked: HasWords, compiler: SQLCompiler, **options: Any) -> str:
    words, sought = (compiler.process(one, **options) for one in asked.clauses)
    return f"to_tsvector('simple', {words}) @@ to_tsquery('simple', {sought})"


class LookUp(Join):
    """An outer join whose right side is looked up for each row of the left.

    PostgreSQL would read the whole right side where it knows little of it.
    """

    inherit_cache = False


@compiles(LookUp)
def _join(join: LookUp, compiler: SQLCompiler, **options: Any) -> str:
    return str(compiler.visit_join(join, **options))  # type: ignore[no-untyped-call]  # as SQLAlchemy has it


@compiles(LookUp, "postgresql")
def _lateral(join: LookUp, compiler: SQLCompiler, **options: Any) -> str:
    left, right = (compiler.process(side, **{**options, "asfrom": True}) for side in (join.left, join.right))
    on = compiler.process(cast("ColumnElement[bool]", join.onclause))
    found = f"SELECT * FROM {right} WHERE {on} OFFSET 0"  # noqa: S608  # compiled from columns of ours
    return f"{left} LEFT JOIN LATERAL ({found}) AS {right} ON true"
