"""Every page is valid HTML, by the validator that the W3C uses (Nu)."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from tests.programs import JAVA, VALIDATOR, need
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK
from tests.web.chromium.crawl import pages_of, refusals, visitor
from tests.web.chromium.server import Served


@pytest.mark.needs(JAVA)
@pytest.mark.needs(VALIDATOR)
def test_every_page_is_valid_html(scene: Served, tmp_path: Path) -> None:
    written: dict[str, str] = {}
    for name in ("", CHAIR, DESK, COUNCIL_DESK):
        with closing(visitor(scene, name)) as client:
            languages = cycle(("en", "fr", "ar"))
            shown = {path: client.get(f"/{next(languages)}{path}").text for path in pages_of(scene, name)}
            for path, text in (*shown.items(), *refusals(client, shown).items()):
                file = tmp_path / f"{len(written)}.html"
                file.write_text(text, "utf-8")
                written[file.name] = path
    line = [need(JAVA), "-jar", need(VALIDATOR), "--format", "json", "--errors-only", str(tmp_path)]
    told = json.loads(subprocess.run(line, capture_output=True, text=True, check=False).stderr)["messages"]
    assert [(written[Path(one["url"]).name], one["message"]) for one in told] == []
    assert len(written) > 100
