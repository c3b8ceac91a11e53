"""The attempts of each kind: the files they need, and the words that are typed."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
import tomli_w

from escalade.commands.root import ENTRIES, command
from escalade.models.files import to_toml
from tests.attacks.fuzz.mutation import TEXTS, changed, damaged, deep, repacked, without

KEY = "made-up.example/group+0+0"
PATHS = (
    "case.toml", "case.jsonl", "group.sealed", "receipt.json", "now.checkpoint", "ledger.key", "paper.md", "paper.html",
    "paper.docx", "paper.pdf", "texts.docx", "texts.xlf", "house.docx", "absent.toml", "absent/x.docx", ".",
    "register.db", "pipe", "/dev/zero", "/dev/null", "/dev/full", "new.docx", "new.pdf", "new.xlf", "new",
    "x" * 300, "a\x1b[2Jb.md",
)  # fmt: skip
TYPED = (
    "2020", "2020/lamps", "2020/fog", "lamps", "1", "meeting/1", "body", "2020-03-02", "Assembly 2020", "all", "en",
    "en=Made-up", "lamps=case.toml", "views=paper.docx", "Made-up Land", "MA20/7", "2020/lamps#1", "2020#1",
)  # fmt: skip


class Attempt(NamedTuple):
    """A command line, and the files that it is to find."""

    words: tuple[str, ...]
    files: dict[str, bytes]


@cache
def stock(name: str) -> bytes:
    """A file of the stock, which lies in the present folder when first asked for."""
    return Path(name).read_bytes()


def case_file(dice: Random) -> Attempt:
    """A case file of either form, changed as a whole, in its values or in its bytes."""
    in_toml = dice.random() < 0.5
    acts = [json.loads(line) for line in stock(dice.choice(("case.jsonl", "real.jsonl"))).splitlines()]
    register = dice.choice(("empty.db", "empty.db", "register.db"))
    if register == "register.db":
        acts = acts[dice.randrange(len(acts)) :]
    found = [changed(one, dice, dice.choice((0.0, 0.0, 0.0, 0.005, 0.02, 0.1))) for one in acts]
    data = _in_toml(found) if in_toml else b"".join(json.dumps(one).encode() + b"\n" for one in found)
    data = _odd(dice, in_toml=in_toml) + data if dice.random() < 0.12 else data
    data = damaged(data, dice) if dice.random() < 0.25 else data
    name = f"mutant.{'toml' if in_toml else 'jsonl'}"
    words = ("propose", "2020/mist", "--from", name) if dice.random() < 0.1 else ("load", name, "--register", register)
    return Attempt((*words, "--as", "Made-up Desk"), {name: data})


def _in_toml(acts: list[Any]) -> bytes:
    """Acts in TOML, as far as TOML can say them."""
    try:
        return b"\n".join(tomli_w.dumps({"act": [to_toml(one)]}).encode() for one in acts)
    except (TypeError, ValueError, AttributeError, RecursionError):
        return stock("case.toml")


def _odd(dice: Random, *, in_toml: bool) -> bytes:
    """An act that is odd as a whole: deep, long, of many keys."""
    size = dice.choice((10, 100, 3000))
    held: Any
    if in_toml:
        key = dice.choice((".".join("a" * size), "a", '"\\u0041"', "''"))
        held = dice.choice(
            ("9" * size, "[" * size, "{a=" * 50, "1979-05-27T07:32:00", "0x" + "f" * size, "inf", '"\\uD800"')
        )
        return dice.choice((f"[[act]]\n{key} = {held}\n", f"[{key}]\n", f"{key} = 1\n" * size, "\n" * size)).encode()
    held = dice.choice(
        (deep(1, size, dice) if size < 500 else [[]] * size, "9" * size, {str(one): one for one in range(size)})
    )
    return json.dumps({"act": "propose", dice.choice(TEXTS): held}).encode() + b"\n"


def paper(dice: Random) -> Attempt:
    """A paper, or another file that comes back, damaged, and the command that reads it."""
    name = dice.choice((
        "paper.md", "paper.html", "paper.docx", "paper.docx", "paper.docx", "paper.pdf", "texts.docx", "texts.xlf",
        "house.docx", "receipt.json", "now.checkpoint", "group.sealed", "ledger.key",
    ))  # fmt: skip
    data = stock(name)
    ways: dict[str, Callable[[bytes, Random], bytes]] = {
        "docx": repacked,
        "xlf": without,
        "html": without,
        "json": _json,
    }
    ending = name.rpartition(".")[2]
    data = (ways.get(ending, damaged) if dice.random() < 0.75 else damaged)(data, dice)
    mutant = f"mutant.{ending}"
    return Attempt(dice.choice(_readers(name, mutant)), {mutant: data})


def _json(data: bytes, dice: Random) -> bytes:
    """JSON with some of its values exchanged."""
    return json.dumps(changed(json.loads(data), dice, 0.2)).encode()


WAYS: dict[str, Callable[[bytes, Random], bytes]] = {
    "docx": repacked,
    "xlf": without,
    "html": without,
    "json": _json,
}
"""How a file of that ending is changed so that it stays one."""


def _readers(name: str, mutant: str) -> list[tuple[str, ...]]:
    """The commands that read a file of that name."""
    desk = ("--as", "Made-up Desk")
    found: dict[str, list[tuple[str, ...]]] = {
        "texts.xlf": [("translation", "receive", mutant, *desk)],
        "texts.docx": [("translation", "receive", mutant, "--accept", *desk), ("check", mutant)],
        "house.docx": [("template", "check", mutant), ("agenda", "1", "--template", mutant, "--to", "new.docx")],
        "receipt.json": [("verify-receipt", mutant, "--key", KEY)],
        "now.checkpoint": [("verify", "--checkpoint", mutant), ("verify", "--since", mutant)],
        "group.sealed": [("load", "--sealed", mutant), ("load", "--sealed", mutant, "--register", "fresh.db")],
        "ledger.key": [("checkpoint", "--key", mutant), ("key", "show", mutant)],
    }
    issue = ("issue", "2020", "--language", "en", "--accept", "all", "--symbol", "MA20/9", *desk)
    if name == "paper.docx":
        note = ("--kind", "note", "--file", mutant)
        agenda = ("--kind", "agenda", "--subject", "1", "--file", mutant)
        return [("verify", "--paper", mutant), ("check", mutant), (*issue, *note), (*issue, *agenda),
                (*issue, "--kind", "note", "--form", "md", "--insert", f"views={mutant}")]  # fmt: skip
    return found.get(name, [("verify", "--paper", mutant), ("check", mutant)])


def command_line(dice: Random) -> Attempt:
    """Any command: its example with some words exchanged, or odd values for some of its options."""
    if dice.random() < 0.5:
        return _like_an_example(dice)
    name = dice.choice([*ENTRIES])
    found = command(name)
    words = [name if dice.random() < 0.99 else dice.choice(TEXTS)]
    for param in found.params if found else ():
        given = isinstance(param, click.Argument) or dice.random() < (0.9 if param.required else 0.12)
        for _ in range(dice.choice((1, 1, 1, 2)) if given else 0):
            words += _typed(param, dice)
    if dice.random() < 0.7:
        words += ["--as", dice.choice(("Made-up Desk", "Made-up Chair", "Made-up Assembly Desk"))]
    return Attempt(tuple(word for word in words if "\x00" not in word), {})


def _like_an_example(dice: Random) -> Attempt:
    """The example of a command, some of its words dropped, doubled or exchanged, on the register it speaks of."""
    found = command(dice.choice([*ENTRIES]))
    lines = [
        line
        for line in getattr(found, "example", "").replace("\\\n", " ").splitlines()
        if "|" not in line and ">" not in line
    ]
    words: list[str] = []
    for word in shlex.split(dice.choice(lines or ["escalade list"]))[1:]:
        kind, odd = dice.randrange(30), dice.choice((*TEXTS, *TYPED, *PATHS))
        key = word.partition("=")[0]
        words += {0: [], 1: [word, word], 2: [odd], 3: [f"{key}={odd}"], 4: [word + odd]}.get(kind, [word])
    if dice.random() < 0.2:
        words += _typed(dice.choice(found.params), dice) if found else []
    register = () if any("2020" in word for word in words) else ("--register", "real.db")
    return Attempt((*(word for word in words if "\x00" not in word), *register), {})


def _typed(param: click.Parameter, dice: Random) -> list[str]:
    """What is typed for an option or an argument."""
    option = [param.opts[0]] if isinstance(param, click.Option) else []
    if isinstance(param, click.Option) and param.is_flag:
        return option
    if isinstance(param.type, click.Choice) and dice.random() < 0.8:
        return [*option, str(dice.choice(list(param.type.choices)))]
    if isinstance(param.type, click.Path) or dice.random() < 0.1:
        return [*option, dice.choice(PATHS)]
    return [*option, dice.choice(TYPED if dice.random() < 0.6 else TEXTS)]


KINDS = {"case files": case_file, "papers": paper, "command lines": command_line}
COUNTS = {"case files": 5000, "papers": 2000, "command lines": 3000}
