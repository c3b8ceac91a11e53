"""The command line: `escalade`.

Only names and short helps are known here, from one static table; whatever a
command needs is imported when that command is called, so that help and
completion stay instant.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from click.exceptions import Exit

from escalade.commands.root import ROOT
from escalade.commands.terminal.settings import CommandSettings, check_words

COMPLETING = "_ESCALADE_COMPLETE"
"""The variable with which a shell asks for completion."""
BETWEEN_COLLECTIONS = 100_000
"""How many objects are made before garbage is collected; of a command, nearly all last until its end."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line says, and give its exit code.

    Args:
        arguments: what follows the program's name; of this process unless given.
    """
    setting = CommandSettings(tuple(sys.argv[1:] if arguments is None else arguments))
    setting.tell = tell
    if COMPLETING in os.environ:
        ROOT.main(prog_name="escalade", complete_var=COMPLETING, obj=setting)
    try:
        code = call_command(setting)
        sys.stdout.flush()
    except BaseException as problem:  # noqa: BLE001  # the one place that turns errors into output
        from escalade.commands.terminal.outcome import report

        return report(problem, setting)
    return code


def tell(*facts: Any) -> Any:
    """Say an error in the nouns of the body; imported once there is one."""
    from escalade.commands.terminal.outcome import tell_in_nouns

    return tell_in_nouns(*facts)


def call_command(setting: CommandSettings) -> int:
    """Call the command that the line names, and give the code it ends with."""
    check_words(setting.arguments)
    try:
        with ROOT.make_context("escalade", list(setting.arguments), obj=setting) as context:
            ROOT.invoke(context)
    except Exit as end:
        return end.exit_code
    return 0


def main() -> None:
    """Start the program; the entry point of the console script."""
    gc.set_threshold(BETWEEN_COLLECTIONS)
    closed = sys.stdout is None
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:  # nothing else may take the number of a closed stream
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if number == 0 else "w"))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a process has real streams
    if closed:
        sys.exit("The output is closed; open it, or write to /dev/null.")
    code = run()
    gc.freeze()  # what is left goes with the process: to look through it takes a tenth of a short command
    sys.exit(code)
