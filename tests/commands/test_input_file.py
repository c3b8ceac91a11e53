"""Files that somebody names: read where they are regular and not too large."""

from __future__ import annotations

import os

import pytest

from .conftest import DESK, Shell

MB = 2**20


@pytest.mark.parametrize("words", [["load"], ["load", "--sealed"]])
@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("/dev/zero", "a device or a pipe"),
        ("link", "too many levels"),
        (".", "is a directory"),
        ("/nowhere", "no such file"),
        ("pipe", "a device or a pipe"),
    ],
)
def test_a_link_is_read_as_what_it_leads_to_and_never_without_end(
    group: Shell, words: list[str], to: str, said: str
) -> None:
    os.mkfifo(group.folder / "pipe")
    (group.folder / "link").symlink_to(to)
    called = group(" ".join([*words, "link", DESK]))
    assert (called.code, called.out, said in called.err.lower()) == (2, "", True), called
    group.does("verify")


PROPOSED = "propose 2020/lamps --by-state 'Made-up Land' --on 2020-02-10 --as 'Made-up Desk'"


NAMED = {
    "an attachment": f"{PROPOSED} --title en=Lamps --question en=What? --attach {{}}",
    "fields": f"{PROPOSED} --from {{}}",
    "a field": "approve 2020 --amended lamps={} --as 'Made-up Assembly Desk'",
    "a paper": "verify --paper {}",
    "a checkpoint": "verify --checkpoint {}",
    "a receipt": "verify-receipt {} --key made-up.example/group+0+0",
    "a key": "checkpoint --key {}",
    "a template": "note 2020 --template {} --to note.docx",
    "a template to be checked": "template check {}",
    "a text to insert": "issue 2020 --kind agenda --subject 1 --symbol A --language en --insert a={} --as Desk",
    "a translation": "translation receive {} --as 'Made-up Desk'",
    "an edited note": "issue 2020 --kind note --file {} --symbol MA20/9 --as 'Made-up Desk'",
}
"""Every way in which a command line names a file that is read."""


@pytest.mark.parametrize("what", NAMED)
def test_a_device_or_a_pipe_is_named_and_not_read(group: Shell, what: str) -> None:
    os.mkfifo(group.folder / "pipe.docx")
    (group.folder / "zero.docx").symlink_to("/dev/zero")
    with (group.folder / "large.docx").open("wb") as file:
        file.truncate(60 * MB)  # which takes no room on a disk
    for name, why in {"pipe": "a device or a pipe", "zero": "a device or a pipe", "large": "is larger than"}.items():
        called = group(NAMED[what].format(f"{name}.docx"))
        assert (called.code, called.out, why in " ".join(called.err.split())) == (2, "", True), called
