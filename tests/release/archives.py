"""A wheel and a source archive that come out the same wherever they are built.

What builds them writes the modes and times of the tree it was given. Both are
written anew here: sorted, with the day of the commit, as nobody's, and with
modes that say no more than whether a file is a program.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = 315532800
"""The first moment that a wheel can tell: 1980 began."""
FILE, PROGRAM, FOLDER = 0o644, 0o755, 0o755


def build(tree: Path, to: Path, moment: int) -> list[Path]:
    """Build both from a tree.

    Args:
        tree: the sources; setuptools leaves its own notes there.
        to: the folder that they come into.
        moment: the time that they tell, in seconds since 1970.

    Raises:
        CalledProcessError: they cannot be built.
    """
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(to), str(tree)]
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(max(moment, FIRST))}
    subprocess.run(command, check=True, capture_output=True, env=surroundings)
    made = sorted(to.iterdir())
    for path in made:
        normalise = normalise_wheel if path.suffix == ".whl" else normalise_source
        path.write_bytes(normalise(path.read_bytes(), max(moment, FIRST)))
    return made


def normalise_wheel(data: bytes, moment: int) -> bytes:
    """Write a wheel anew, its entries as they were."""
    written, day = BytesIO(), datetime.fromtimestamp(moment, UTC)
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(old.namelist(), key=_with_notes_last):
            entry = ZipInfo(name, day.timetuple()[:6])
            entry.external_attr, entry.compress_type, entry.create_system = (0o100000 | FILE) << 16, ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return written.getvalue()


def _with_notes_last(name: str) -> tuple[bool, bool, str]:
    """Put the notes on the package last, and the list of files behind them (PEP 427)."""
    return ".dist-info/" in name, name.endswith("/RECORD"), name


def normalise_source(data: bytes, moment: int) -> bytes:
    """Write a source archive anew, its files as they were."""
    unpacked = BytesIO()
    with (
        tarfile.open(fileobj=BytesIO(data)) as old,
        tarfile.open(fileobj=unpacked, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for entry in sorted(old.getmembers(), key=lambda one: one.name):
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.pax_headers = moment, 0, 0, "", "", {}
            entry.mode = FOLDER if entry.isdir() else PROGRAM if entry.mode & 0o100 else FILE
            new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    return gzip.compress(unpacked.getvalue(), mtime=moment)
