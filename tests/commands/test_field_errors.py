"""What is wrong with a field, said by its option."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import DESK, Shell

PROPOSE = f"propose 2020/fog --unattributed --on 2020-02-10 {DESK}"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--title", "en="], "--title (en) is empty."),
        (["--title", f"en={'x' * 1_000_000}"], "--title (en) has 1,000,000 characters; at most 500 fit there."),
        (["--title", "en=a\x00b"], "--title (en) holds the control character U+0000; remove it."),
        (["--title", "en=a\x1b[31mb"], "--title (en) holds the control character U+001B; remove it."),
        (["--title", "en=a\u202eb"], "--title (en) holds the bidirectional override U+202E; remove it."),
        (["--title", "Fog"], '--title takes a text as --title en="…", once for each language, not “Fog”.'),
        (["--title", "en=A", "--title", "en=B"], "--title is given twice in the language “en”; give it once."),
        (
            ["--title", "en=A", "--question", "en=B", "--question", "en=C", "--question", "de=D"],
            "--question is to be given equally often in each language, and there are 2 in en, 1 in de.",
        ),
        (["--title", "not-at-hand"], "--title takes a text as"),
        (["--title", "english language=A"], "--title takes a text as"),
        (["--title", "zz9zz=A"], "names a language “zz9zz”; write a tag such as en or fr."),
        (["--title", "en=A", "--standing", "en=holy"], "--standing"),
        (["--title", "en=A", "--standing", "en"], "--standing takes LANGUAGE=STANDING, not “en”."),
    ],
)
def test_a_text_that_cannot_be_one_names_its_option(group: Shell, options: list[str], sentence: str) -> None:
    called = group.refuses(PROPOSE, 2, *options)
    assert sentence in called.err
    assert all(one.isprintable() or one == "\n" for one in called.err)


def test_one_act_is_called_one_act_and_a_field_that_lacks_is_said_to(shell: Shell) -> None:
    whole = find_shipped_case("made_up_body").read_text("utf-8")
    first = whole[: whole.index("[[act]]", whole.index("[[act]]") + 1)]
    Path("one.toml").write_text(first, "utf-8")
    assert shell.does("load one.toml").startswith("1 act of one.toml made 1 record in ")
    Path("lacks.toml").write_text(first.replace('name = "Made-up Desk"', ""), "utf-8")
    assert "it lacks the field `name` in “officers[2]”." in shell.refuses("--register other.db load lacks.toml", 2).err
