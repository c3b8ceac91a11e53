"""Word files that hide a word: by kind, how it is hidden, and what it is called."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

WORD = "quirlewoms"
"""The word that is hidden, in whatever way."""
PARTS = dict[str, bytes]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS, SETTINGS = "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"
W14 = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str = WORD, looks: str = "", tag: str = "t") -> str:
    """A run of a Word file."""
    return f"<w:r><w:rPr>{looks}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


def within(content: str, beside: str = "Made-up words.") -> Callable[[PARTS], None]:
    """Put something into a paragraph of its own at the end of the text."""
    shown = run(beside) if beside else ""

    def change(parts: PARTS) -> None:
        body = parts["word/document.xml"].decode()
        at = body.rindex("<w:sectPr") if "<w:sectPr" in body else body.rindex("</w:body>")
        parts["word/document.xml"] = f"{body[:at]}<w:p>{shown}{content}</w:p>{body[at:]}".encode()

    return change


def related(
    kind: str, target: str, content: str = "", part: bytes = b"", *, outside: bool = False, owner: str = RELATIONS
) -> Callable[[PARTS], None]:
    """Let the text lead to something, and show it by what is put into a paragraph."""
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="made-up" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'

    def change(parts: PARTS) -> None:
        parts[owner] = parts.get(owner, empty).replace(b"</Relationships>", relation.encode())
        if part:
            parts[f"word/{target}".replace("word/../", "")] = part
        if content:
            within(content)(parts)

    return change


def attached(parts: PARTS) -> None:
    """Attach a template that lies elsewhere."""
    related("attachedTemplate", f"https://made-up.example/{WORD}.dotx", outside=True, owner=SETTINGS)(parts)
    element = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="made-up"/></w:settings>'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"</w:settings>", element.encode())


def fetching(code: str) -> str:
    """A field over several runs."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{run(code, tag='instrText')}{marks[1]}{run('what it said')}{marks[2]}"


DATED = f'w:id="1" w:author="{WORD}" w:date="2031-01-01T00:00:00Z"'
COMMENTS = f"<w:comments {W14}><w:comment {DATED}><w:p>{run()}</w:p></w:comment></w:comments>".encode()
PICTURE = f'<w:r><w:pict><v:imagedata xmlns:v="urn:v" xmlns:r="{OFFICE}" r:id="made-up"/></w:pict></w:r>'
OBJECT = f'<w:r><w:object><o:OLEObject xmlns:o="urn:o" xmlns:r="{OFFICE}" r:id="made-up"/></w:object></w:r>'

WAYS: dict[str, Callable[[PARTS], None]] = {
    "a tracked deletion": within(f"<w:del {DATED}>{run(tag='delText')}</w:del>"),
    "a tracked insertion": within(f"<w:ins {DATED}>{run('made-up words')}</w:ins>"),
    "comments": related("comments", "comments.xml", '<w:r><w:commentReference w:id="1"/></w:r>', COMMENTS),
    "hidden text": within(run(looks="<w:vanish/>")),
    "white text": within(run(looks='<w:color w:val="FFFFFE"/>')),
    "custom XML": related("customXml", "../customXml/item1.xml", part=f"<a>{WORD}</a>".encode()),
    "a field": within(fetching(f'INCLUDETEXT "https://made-up.example/{WORD}"')),
    "a template from elsewhere": attached,
    "a picture from elsewhere": related("image", f"https://made-up.example/{WORD}.png", PICTURE, outside=True),
    "an embedded object": related("oleObject", "embeddings/x.bin", OBJECT, WORD.encode()),
    "another file": related(
        "aFChunk", "chunk.htm", f'<w:altChunk xmlns:r="{OFFICE}" r:id="made-up"/>', f"<p>{WORD}</p>".encode()
    ),
    "an entry that leaves the file": lambda parts: parts.update({f"../../{WORD}": WORD.encode()}),
}
"""By what it is called, how a Word file hides something."""
MORE: dict[str, Callable[[PARTS], None]] = {
    "text too small to read": within(run(looks='<w:sz w:val="2"/>')),
    "a hidden row": within(
        f"</w:p><w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>{run()}</w:p></w:tc></w:tr></w:tbl><w:p>"
    ),
    "a hidden picture": within(
        '<w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing" hidden="1" descr="{WORD}"/></w:drawing></w:r>'
    ),
    "a note in the markup": within(f"<!-- {WORD} -->"),
    "variables of the file": lambda parts: parts.update(
        {"word/settings.xml": parts["word/settings.xml"].replace(
            b"</w:settings>", f'<w:docVars><w:docVar w:name="{WORD}" w:val="x"/></w:docVars></w:settings>'.encode()
        )}
    ),
    "a part that no paper needs": lambda parts: parts.update({f"word/{WORD}.txt": WORD.encode()}),
    "names of authors": related("people", "people.xml", part=f"<a>{WORD}</a>".encode()),
    "macros": related("vbaProject", "vbaProject.bin", part=WORD.encode()),
    "a link to where readers do not get": related(
        "hyperlink",
        f"file:///C:/{WORD}",
        f'<w:hyperlink xmlns:r="{OFFICE}" r:id="made-up">{run("a link")}</w:hyperlink>',
        outside=True,
    ),
}  # fmt: skip


def hiding(data: bytes, *ways: Callable[[PARTS], None]) -> bytes:
    """A Word file in which something is hidden."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for way in ways:
        way(parts)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return file.getvalue()


def hides_nothing(data: bytes) -> bool:
    """Whether a stranger who unpacks a file finds the word nowhere."""
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return not any(WORD in name or WORD.encode() in opened.read(name) for name in opened.namelist())
