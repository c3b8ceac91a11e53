"""Papers held against the record, by body and by seal."""

from __future__ import annotations

import json
import zipfile

import pytest

from escalade.templates.formats.file import METADATA, seals_in
from tests.programs import PROC

from .conftest import DESK, TOPIC, Shell
from .room import ROOM, alone
from .test_receipts import ISSUE, rewritten


@pytest.mark.needs(PROC)
def test_a_word_file_that_unpacks_into_far_more_is_held_in_little_room(group: Shell) -> None:
    file = zipfile.ZipFile(group.folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with file as written, written.open("docProps/custom.xml", "w", force_zip64=True) as part:
        for _ in range(1000):
            part.write(bytes(2**20))
    found = alone(group, "verify", "--paper", "bomb.docx")
    assert (found.code, found.room < ROOM) == (4, True)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md", "xml"])
def test_a_paper_is_held_by_its_body_and_by_its_seal(group: Shell, form: str) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    group.does(f"{ISSUE.format(form)} --to papers {DESK}")
    path = next(path for path in (group.folder / "papers").iterdir() if path.suffix == f".{form}")
    held = json.loads(group.does(f"verify --paper {path} --format json"))
    assert [(one["of"], one["ok"]) for one in held] == [("body", True), ("record", True)]
    path.write_bytes(path.read_bytes() + b"\n")  # an altered body under a genuine seal
    called = group(f"verify --paper {path} --format json")
    assert (called.code, [one["ok"] for one in called.data]) == (4, [False, True])
    rewritten(group.register)
    called = group(f"verify --paper {path} --format json")
    assert (called.code, [one["ok"] for one in called.data]) == (4, [False, False])


WORDS_OF_A_SEAL = (
    "<pdf:Keywords>escalade-seal:5:{0}</pdf:Keywords> <!-- escalade-seal: 5:{0} --> "
    '<meta name="escalade-seal" content="5:{0}"> <property name="escalade-seal"><lpwstr>5:{0}</lpwstr>'
)
WORDS_OF_AN_ALIAS = '<FRBRalias name="escalade-seal" value="5:{0}"/></FRBRManifestation>'


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md", "xml"])
def test_a_title_that_holds_the_words_of_a_seal_makes_no_genuine_paper_false(group: Shell, form: str) -> None:
    title = (WORDS_OF_AN_ALIAS if form == "xml" else WORDS_OF_A_SEAL).format("0" * 64).replace('"', '\\"')
    group.does(f"propose 2020/lamps {TOPIC.format('lamps').replace('Made-up lamps', title).replace(chr(39), chr(34))}")
    group.does(f"{ISSUE.format(form)} --to papers {DESK}")
    path = next(path for path in (group.folder / "papers").iterdir() if path.suffix == f".{form}")
    held = json.loads(group.does(f"verify --paper {path} --format json"))
    assert [(one["of"], one["ok"]) for one in held] == [("body", True), ("record", True)]


def test_words_of_a_seal_before_the_metadata_of_a_pdf_are_none() -> None:
    words = WORDS_OF_A_SEAL.format("0" * 64).encode()
    assert seals_in(b"%PDF-1.7\n<</Title(" + words + b")>>" + METADATA + b"<?xpacket end=") == set()


def test_a_paper_with_an_altered_seal_or_none_is_found(group: Shell) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}", f"{ISSUE.format('html')} --to papers {DESK}")
    path = next((group.folder / "papers").iterdir())
    sealed = path.read_text()
    place = sealed.index(":", sealed.index("escalade-seal"))
    path.write_text(sealed[: place + 1] + "0" * 64 + sealed[place + 65 :])
    assert [one["ok"] for one in group(f"verify --paper {path} --format json").data] == [False, False]
    path.write_text("<p>Nothing")
    assert "bears no seal" in group(f"verify --paper {path}").out


def test_a_paper_tells_that_the_register_is_an_old_backup(group: Shell) -> None:
    group.does("backup old.db", f"propose 2020/lamps {TOPIC.format('lamps')}")
    group.does(f"{ISSUE.format('docx')} --to papers {DESK}")
    path = next((group.folder / "papers").iterdir())
    called = group(f"verify --paper {path} --register old.db")
    assert (called.code, "it was cut, or is an old backup" in called.out) == (4, True)
