"""TOML that somebody wrote: read as it is, or refused before it takes room."""

from __future__ import annotations

import tomllib
from time import process_time

import pytest

from escalade.models.cases import find_shipped_case
from escalade.models.files import (
    LONG_NUMBER,
    MOST_PARTS,
    MOST_SIGNS,
    OversizeTomlError,
    TomlError,
    parse_toml,
)

SECONDS = 3.0
"""How long a refusal may take at most, on a machine that does much else."""
KEY = ".".join("a" * (MOST_PARTS + 1))


@pytest.mark.parametrize("case", ["made_up_body", "cwg_internet_2017"])
def test_a_shipped_case_is_read_as_any_reader_reads_it(case: str) -> None:
    text = find_shipped_case(case).read_text("utf-8")
    assert parse_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # 1.2.3',
        f'a = """\n{KEY}\n"""',
        f"a = '''{KEY}''''' # ''' {KEY}",
        f'a = "{KEY}"',
        f'a = "\\"{KEY}"',
        f"# {KEY}",
        f'a = """""x"""""\nb = "{KEY}"',
        f"a = '{KEY}'",
        "a = [" + "1.5, " * 100 + "]",
        ".".join("a" * MOST_PARTS) + " = 1",
        "a = 1979-05-27T07:32:00.999Z",
    ],
)
def test_what_only_looks_like_a_long_key_is_read(text: str) -> None:
    assert parse_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "key",
    [
        ".".join("a" * 20_000),
        " . ".join("a" * 20_000),
        "\t.".join(['"."'] * 20_000),
        ".".join(["'='"] * 20_000),
        ".".join(['"\\""'] * 20_000),
        ".".join(['""'] * 20_000),
        KEY,
    ],
    ids=["bare", "with blanks", "of points", "of equal signs", "of quotes", "empty", "one too many"],
)
@pytest.mark.parametrize("around", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}", 'b = """"x"""""\n{} = 1'])
def test_a_key_of_many_parts_is_refused_before_it_is_read(key: str, around: str) -> None:
    begun = process_time()
    with pytest.raises(RecursionError):
        parse_toml(around.format(key))
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\n" * MOST_SIGNS,
        "\n" * (MOST_SIGNS + 1),
        "a = [" + "1," * MOST_SIGNS + "]",
        "a = [" + "[]," * MOST_SIGNS + "]",
        'a = "' + "\\n" * (MOST_SIGNS + 1) + '"',
        "\n".join(f"a.b.c{number}.d.e = 1" for number in range(MOST_SIGNS // 5)),
    ],
    ids=["keys", "lines", "numbers", "lists", "escapes", "parts of keys"],
)
def test_more_keys_and_values_than_any_case_has_are_refused_at_once(text: str) -> None:
    begun = process_time()
    with pytest.raises(OversizeTomlError):
        parse_toml(text)
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("sign", ['"""', "'''", '"\\', "'", '"""\\"'])
def test_texts_that_do_not_end_are_looked_through_once(sign: str) -> None:
    begun = process_time()
    with pytest.raises(TomlError):
        parse_toml(sign * 190_001)
    assert process_time() - begun < SECONDS


def test_a_number_of_thousands_of_digits_is_no_fault_of_ours() -> None:
    with pytest.raises(TomlError, match=LONG_NUMBER):
        parse_toml(f"a = {'9' * 5000}")
