"""What the guide says to type works, where no machine of its own is needed for that."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from escalade.models.cases.parser import find_shipped_case
from tests.telling import ENVIRONMENT

GUIDE = Path(__file__).parents[2] / "docs/settings.md"
CALL = "import sys; from escalade.cli import run; sys.exit(run(sys.argv[1:]))"


def test_a_register_moves_by_the_commands_of_the_guide(tmp_path: Path) -> None:
    found = re.search(r"<!-- move: .*? -->\n```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found
    lines = found[1].replace("postgresql:///council", "other.db")
    script = f"""set -eu
systemctl() {{ :; }}
escalade-service() {{ {sys.executable} -c '{CALL}' "$@"; }}
escalade-service load {find_shipped_case("made_up_body")}
escalade-service issue 2020 --kind agenda --subject 1 --symbol MA20/1 --form md --accept all \\
    --as "Made-up Desk" --to papers
{lines}
escalade-service export >here
escalade-service --register other.db export >there
cmp here there
escalade-service --register other.db verify --paper papers/*
"""
    told = {**ENVIRONMENT, "ESCALADE_REGISTER": str(tmp_path / "register.db")}
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=tmp_path, env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "as it was issued" in done.stdout
