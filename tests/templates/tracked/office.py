"""LibreOffice decides on tracked changes; run by a Python that has its bridge.

    python3 office.py soffice FOLDER-FOR-ITS-PROFILE FILE.docx…

Beside each file it writes FILE.accepted.docx, FILE.rejected.docx, and the file
as it saves it unchanged, FILE.kept.docx.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # a package of the system, for the system's Python

DECISIONS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges", "kept": None}
PATIENCE = 60
"""How many seconds it may take to start."""


def prop(name: str, value: object) -> Any:
    """A named value, as the bridge wants it."""
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def reached(pipe: str) -> Any:
    """The office that listens on a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def decide(context: Any, file: Path) -> None:
    """Open a file, decide on all of its changes, and save what is left."""
    made = context.ServiceManager.createInstanceWithContext
    desktop, dispatcher = (made(f"com.sun.star.frame.{name}", context) for name in ("Desktop", "DispatchHelper"))
    for name, command in DECISIONS.items():
        opened = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (prop("Hidden", True),))  # noqa: FBT003  # the bridge takes values by place
        if command:
            dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, ())
        saved = file.with_suffix(f".{name}.docx").as_uri()
        opened.storeToURL(saved, (prop("FilterName", "MS Word 2007 XML"),))
        opened.close(True)  # noqa: FBT003  # the same


def main(soffice: str, profile: str, *files: str) -> None:
    """Start an office of our own, let it decide on each file, and end it."""
    pipe = f"escalade-{Path(profile).name}-{time.time_ns()}"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo"]
    with subprocess.Popen([soffice, *options, f"--accept=pipe,name={pipe};urp;"]) as office:
        try:
            context = reached(pipe)
            for file in files:
                decide(context, Path(file))
            office_desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            office_desktop.terminate()
            office.wait(PATIENCE)
        finally:
            office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
