"""What the fuzz begins with: a register, and files that commands made of it."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from random import Random

from escalade.cli import run
from escalade.models.backends import create, locate
from escalade.models.cases import find_shipped_case
from escalade.models.integrity.keys import load_key

DESK, CHAIR = ("--as", "Made-up Desk"), ("--as", "Made-up Chair")
FORMS = ("md", "html", "docx", "pdf")
FOLDER = Path("a/b/c")
"""Where commands run, so that what they write above stays in a folder of ours."""


def home(folder: Path) -> None:
    """Let commands know no other machine than a folder."""
    for name in [name for name in os.environ if name.startswith("ESCALADE_")]:
        del os.environ[name]
    os.environ |= {
        "ESCALADE_REGISTER": "register.db", "XDG_CONFIG_HOME": str(folder / "settings"),
        "XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder),
    }  # fmt: skip


def stocked(folder: Path) -> None:
    """Make the files; the present folder is changed to theirs."""
    folder.mkdir(parents=True)
    os.chdir(folder)
    home(folder)
    proposed = ("--title", "en=Made-up", "--question", "en=What?", "--by-state", "Made-up Land", "--on", "2020-02-10")
    does("load", str(find_shipped_case("made_up_body")))
    for name in ("lamps", "fog"):
        does("propose", f"2020/{name}", *proposed, *DESK)
    does("key", "new", "ledger.key", "--name", "made-up.example/group")
    does("publish-key", str(load_key(Path("ledger.key")).public), "--on", "2020-02-10", *DESK)
    for number, form in enumerate(FORMS, 1):
        issue = (
            "issue",
            "2020",
            "--kind",
            "agenda",
            "--subject",
            "1",
            "--symbol",
            f"MA20/{number}",
            "--language",
            "en",
            "--form",
            form,
        )
        does(*issue, "--accept", "all", "--on", "2020-03-01", "--to", "papers", *DESK)
    for number, path in enumerate(sorted(Path("papers").iterdir())):
        path.rename(f"paper{path.suffix}" if path.suffix[1:] in FORMS else f"more{number}")
    Path("papers").rmdir()
    does("open-debate", "2020", "--meeting", "1", "--on", "2020-03-02", *CHAIR)
    does("export", "2020", "--toml", "--to", "case.toml")
    does("export", "--to", "case.jsonl")
    does("export", "--sealed", "group.sealed", "--key", "ledger.key")
    does("receipt", "2020/lamps#1", "--key", "ledger.key", "--to", "receipt.json")
    does("checkpoint", "--key", "ledger.key", "--to", "now.checkpoint")
    does("translation", "send", "2020", "--language", "fr", "--to", "texts.docx")
    does("translation", "send", "2020", "--language", "fr", "--to", "texts.xlf")
    does("template", "copy", "house.docx")
    create(locate("empty.db"))
    does("load", str(find_shipped_case("cwg_internet_2017")), "--register", "real.db")
    does("export", "--to", "real.jsonl", "--register", "real.db")


def does(*words: str) -> None:
    """Call a command that must work.

    Raises:
        RuntimeError: it does not.
    """
    with redirect_stdout(io.StringIO()):
        code = run(["--quiet", *words])
    if code:
        message = f"the stock of the fuzz is not made: {words}"
        raise RuntimeError(message)


def dice_of(seed: int, kind: str, number: int) -> Random:
    """The dice of one attempt, the same for the same seed."""
    return Random(f"{seed}:{kind}:{number}")  # noqa: S311  # chance that can be repeated


if __name__ == "__main__":
    stocked(Path(sys.argv[1]))
