"""Stories as transcripts: what is typed, and those lines of the answers in which certain words stand.

    python -m tests.stories.told --renew [NAME ...]

A file of `told/` holds stories, each under its heading and in a register of its own. What `tests.net.talk` plays may
stand there, and:

    > a command line               it works, and what it prints is not of interest
    $ a command line | words …     of what it prints, the lines in which these words stand; … is anything between
    @ topics NAME …                these topics of the made-up body are debated at its first meeting
    @ story NAME                   the register begins as the case of that name beside this file
    @ real body                    the register begins with the body of the real rounds
    @ keep     @ back              what is on record here; it is as it was there, and so is the clock

What the answer of a command is asked for and has not is not printed: where words do not stand, nothing does.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.net.talk import TYPED, FixedTime, Talk, begun
from tests.stories.conftest import debated
from tests.stories.rounds import beginning

FOLDER = Path(__file__).with_name("told")
SIGNS = (*TYPED, "> ")
INVISIBLE = dict.fromkeys(range(0x2066, 0x206A))
"""The marks of direction."""


def stories(text: str) -> tuple[str, list[str]]:
    """What a file says of its stories, and these, each with its heading."""
    head, *told = re.split(r"(?m)^(?=## )", text)
    return head, told


def lines_with(asked: list[str], answer: str) -> str:
    """The lines of an answer in which words stand, be it over the ends of lines."""
    plain = answer.translate(INVISIBLE).replace("\u00a0", " ").replace("\u202f", " ")
    told = set[int]()
    for words in asked:
        spread = (r"\s+".join(map(re.escape, piece.split())) for piece in words.split("…"))
        for found in re.finditer(r"[^\n]*?".join(spread), plain):
            told |= {*range(plain.count("\n", 0, found.start()), plain.count("\n", 0, found.end()) + 1)}
    return "\n".join(line for number, line in enumerate(plain.splitlines()) if number in told)


class Story(Talk):
    """A story that is played, in a folder of its own."""

    kept = b"", FixedTime.shown
    """What was on record at a line, and the clock there."""

    def answer(self, line: str) -> str:
        """Do what a line says; what is told of the answer."""
        if line.startswith("> "):
            said = super().answer(f"${line[1:]}")
            return said if re.search(r"^= \d", said, re.MULTILINE) else ""
        typed, *asked = line.split(" | ")
        said = super().answer(typed)
        return lines_with(asked, said) if asked else said

    def arrange(self, what: str, name: str = "", text: str = "") -> str:
        """Arrange what a story begins with, or goes back to."""
        register = self.folder / "register.db"
        match what:
            case "topics":
                super().arrange("case", "made_up_body")
                for line in debated(*name.split(), *text.split()):
                    self.answer(f"$ {line}")
            case "story":
                self.command(["--quiet", "load", str(FOLDER.with_name(f"{name}.toml"))])
            case "real":
                for line in beginning(self.folder):
                    self.answer(f"$ {line}")
            case "keep":
                self.kept = register.read_bytes(), FixedTime.shown
            case "back":
                register.write_bytes(self.kept[0])
                FixedTime.shown = self.kept[1]
            case _:
                return super().arrange(what, name, text)
        return ""


def play(story: str) -> str:
    """Play a story; what it says then."""
    told: list[str] = []
    with begun() as talk:
        playing = Story(talk.folder, talk.stack)
        playing.arrange("today", "2026-01-01")
        for line in story.splitlines():
            if line.startswith("## "):
                told += [line, ""]
            elif line.startswith(SIGNS):
                told += [line, *playing.lines_of(line)]
    return "\n".join(told).rstrip() + "\n"


def main(words: list[str]) -> None:
    """Make stories anew: all, or those of the files that are named."""
    if "--renew" not in words:
        sys.exit(__doc__)
    for path in sorted(FOLDER.glob("*.txt")):
        if words == ["--renew"] or path.stem in words:
            head, told = stories(path.read_text("utf-8"))
            path.write_text(head + "\n".join(map(play, told)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
