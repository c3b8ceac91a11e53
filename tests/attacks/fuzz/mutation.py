"""Bytes and values changed by chance, the same for the same dice."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random
from typing import Any
from warnings import catch_warnings, simplefilter

TEXTS = (
    "", " ", "\n", "\t", "x", "…", "²", "٣", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "\ud800", "\udcff",
    "a\ud800b", "🏮", "é", "e\u0301", "null", "true", "nan", "inf", "-1", "0", "1e999", "9" * 30, "9" * 5000,
    "x" * 70_000, "%s%n%(x)s", "{{ 1/0 }}", "{% for %}", "<b>&amp;", "' OR 1=1 --", "../../x", "/", ".", "..", "#", "=",
    "en=", "=x", "en=x=y", "2020", "2020/lamps", "2020/lamps#1", "2020/lamps#99999999999999999999", "body", "body#1",
    "meeting/1", "session/Assembly 2020", "meeting/" + "9" * 40, "2020-02-30", "0000-00-00", "0001-01-01", "9998-12-30",
    "9999-12-31", "10000-01-01", "2020-03", "2020-13", "2020-W01", "2020-03-01T00:00:00Z", "2020-03-01T25:00:00",
    "sealed:", "sealed:" + "0" * 64, "0" * 64, "sha256:", "Made-up Desk", "Made-up Chair", "secretariat", "en", "fr",
    "zz", "a/b+00000000+AAAA", "not at hand", "not-at-hand",
)  # fmt: skip
NUMBERS = (0, -1, 1, 2, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 1.5, -0.0, 1e308)
SIGNS = b"\x00\x01\n\r\t \"'\\<>&;:=,.[]{}()#%/-+_\x7f\x80\xc3\xe2\xed\xf0\xff"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
DEEPEST = 60


def value(dice: Random, depth: int = 0) -> Any:
    """Any value that JSON has."""
    kind = dice.randrange(9 if depth < 3 else 5)
    if kind < 3:
        return dice.choice(TEXTS)
    if kind < 5:
        return dice.choice((*NUMBERS, True, False, None))
    if kind == 8:
        return deep(dice.choice(TEXTS), dice.randrange(DEEPEST), dice)
    several = range(dice.randrange(4))
    if kind < 7:
        return [value(dice, depth + 1) for _ in several]
    return {dice.choice(TEXTS): value(dice, depth + 1) for _ in several}


def deep(inner: Any, depth: int, dice: Random) -> Any:
    """A value within lists or tables, many times."""
    for _ in range(depth):
        inner = [inner] if dice.random() < 0.5 else {"a": inner}
    return inner


def changed(given: Any, dice: Random, chance: float = 0.06) -> Any:
    """A value with some of what is in it dropped, doubled, exchanged or made odd."""
    if dice.random() < chance:
        alike = {str: TEXTS, int: NUMBERS}.get(type(given))
        return dice.choice(alike) if alike and dice.random() < 0.8 else value(dice)
    if isinstance(given, dict):
        found = {key: changed(one, dice, chance) for key, one in given.items() if dice.random() > chance / 3}
        if dice.random() < chance / 5:
            found[dice.choice((*given, *TEXTS) or TEXTS)] = value(dice)
        return found
    if isinstance(given, list):
        return [changed(one, dice, chance) for one in given for _ in range(2 if dice.random() < chance / 3 else 1)]
    return given


def damaged(data: bytes, dice: Random) -> bytes:
    """Bytes with some flipped, cut out, doubled or put in."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 40))):
        place, length = dice.randrange(len(found) + 1), dice.choice((1, 1, 4, 100, 3000))
        kind = dice.randrange(6)
        if kind == 0:
            found[place : place + length] = dice.randbytes(min(length, 100))
        elif kind == 1:
            del found[place : place + length]
        elif kind == 2:
            found[place:place] = found[place : place + length] * dice.choice((1, 2, 50))
        elif kind == 3:
            del found[place:]
        else:
            found[place : place + 1] = bytes(dice.choices(SIGNS, k=dice.choice((1, 1, 3, 2000))))
    return bytes(found)


def repacked(data: bytes, dice: Random) -> bytes:
    """A package with some of its parts changed, dropped, doubled, or far larger than they look."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = [(name, packed.read(name)) for name in packed.namelist()]
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed, catch_warnings():
        simplefilter("ignore")  # of a name that comes twice
        for name, text in parts:
            for part in _of_part(text, dice):
                packed.writestr(
                    name if dice.random() < 0.98 else dice.choice(("../x", "x/", " ", "word/document.xml")), part
                )
    return written.getvalue()


def _of_part(text: bytes, dice: Random) -> list[bytes]:
    """What becomes of a part: mostly nothing."""
    kind = dice.randrange(150)
    odd: dict[int, list[bytes]] = {
        0: [],
        1: [text, text[: len(text) // 2]],
        2: [text.replace(b">", b">" + b"<w:r/>" * 20_000, 3)],
        3: [text + bytes(80 * 2**20)] if kind == 3 and dice.random() < 0.3 else [text],
        4: [ENTITIES + text.partition(b"?>")[2]],
        5: [text.replace(b"</w:p>", b"<w:tbl><w:tr><w:tc>" * 80 + b"</w:tc></w:tr></w:tbl>" * 80 + b"</w:p>", 9)],
    }
    if kind in odd:
        return odd[kind]
    return [without(text, dice) if kind < 30 else damaged(text, dice) if kind < 33 else text]


def without(text: bytes, dice: Random) -> bytes:
    """XML that stays XML, one of its attributes or texts exchanged."""
    sign = dice.choice((b'="', b">"))
    places = [place for place in range(len(text)) if text.startswith(sign, place)]
    if not places:
        return text
    begun = dice.choice(places) + len(sign)
    ends = [end for end in (text.find(b'"', begun), text.find(b"<", begun)) if end >= 0]
    odd = dice.choice(TEXTS).encode("utf-8", "ignore").translate(None, b'<>&"\x00\x1b')
    return text[:begun] + odd + text[min(ends, default=begun) :]
