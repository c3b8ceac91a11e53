"""The fonts of our wheels for programs that ask fontconfig, whatever the machine has."""

from __future__ import annotations

import os
from pathlib import Path

from escalade.templates.formats.typeset.pdf import ARABIC, BOLD_CHINESE, CHINESE, FOLDERS, LATIN

STANDS_FOR = {"Arial": (LATIN, ARABIC), "SimSun": (CHINESE,), "SimHei": (BOLD_CHINESE,)}
"""By the font that a Word file names, ours that take its place."""


def with_our_fonts(folder: Path) -> dict[str, str]:
    """Make the environment of a program that finds our fonts alone; its settings lie in a folder."""
    places = "".join(f"<dir>{place}</dir>" for place in FOLDERS)
    settings = folder / "fonts.conf"
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><prefer>"
        f"{''.join(f'<family>{one}</family>' for one in ours)}</prefer></alias>"
        for name, ours in STANDS_FOR.items()
    )
    cache = f"<cachedir>{folder / 'fontconfig'}</cachedir>"
    settings.write_text(f"<fontconfig>{places}{aliases}{cache}</fontconfig>", "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}
