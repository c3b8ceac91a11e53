"""The command line: `escalade`.

Only names and short helps are known here, from one static table; whatever a
command needs is imported when that command is called, so that help and
completion stay instant.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from escalade.commands.root import ROOT
from escalade.commands.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line says, and give its exit code.

    Args:
        arguments: what follows the program's name; of this process unless given.
    """
    setting = Setting(arguments=tuple(sys.argv[1:] if arguments is None else arguments))
    try:
        code = ROOT.main(args=list(setting.arguments), prog_name="escalade", standalone_mode=False, obj=setting)
        sys.stdout.flush()
    except BaseException as problem:  # the one place that turns errors into output  # noqa: BLE001  # the one place that turns errors into output
        from escalade.commands.report import report

        return report(problem, setting)
    return code if isinstance(code, int) else 0


def main() -> None:
    """Start the program; the entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a process has real streams
    sys.exit(run())
