"""Build what is released: `python -m tests.release dist`, or `make dist`."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import which

from tests.release.archives import build
from tests.release.parts import list_parts
from tests.web.catalogue import OTHERS, due

ROOT = Path(__file__).parents[2]


def git(*words: str) -> bytes:
    """What git says of this tree."""
    return subprocess.run([which("git") or "git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def release(to: Path) -> None:
    """Build a release of what is committed, beside its parts list and its digests.

    Raises:
        SystemExit: a sentence lacks its translation.
    """
    if lacking := [f"{language} lacks: {one}" for language in OTHERS for one in due(language)]:
        raise SystemExit("\n".join((*lacking, "A release has every sentence in every language.")))
    to.mkdir(parents=True, exist_ok=True)
    moment = int(git("log", "-1", "--format=%ct"))
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "escalade")
        with tarfile.open(fileobj=BytesIO(git("archive", "HEAD"))) as archive:
            archive.extractall(tree, filter="data")
        made = build(tree, Path(folder, "dist"), moment)
        files = {path.name: path.read_bytes() for path in made}
    version = next(name for name in files if name.endswith(".whl")).split("-")[1]
    files["escalade.cdx.json"] = list_parts(version, datetime.fromtimestamp(moment, UTC)).encode()
    lines = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())]
    for name, data in {**files, "SHA256SUMS": "".join(lines).encode()}.items():
        (to / name).write_bytes(data)
    sys.stdout.writelines(lines)


if __name__ == "__main__":
    release(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist"))
