"""The fonts of our wheels for programs that ask fontconfig, whatever the machine has."""

from __future__ import annotations

import os
from pathlib import Path

from escalade.templates.formats.typeset.font import FOLDERS


def with_our_fonts(folder: Path) -> dict[str, str]:
    """Make the environment of a program that finds our fonts alone; its settings lie in a folder."""
    places = "".join(f"<dir>{place}</dir>" for place in FOLDERS)
    settings = folder / "fonts.conf"
    settings.write_text(f"<fontconfig>{places}<cachedir>{folder / 'fontconfig'}</cachedir></fontconfig>", "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}
