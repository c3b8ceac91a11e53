"""What proves the two commands says where it cannot, and brings what pip needs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

CI = Path(__file__).parents[1] / ".ci"


def test_where_no_bare_root_can_be_made_it_fails_loudly(tmp_path: Path) -> None:
    for name in ("bash", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        [CI / "bare-root"], env={"PATH": str(tmp_path), "HOME": "/"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("\n!! The two commands are not proven on a bare machine: ")


def test_one_file_says_what_files_and_variables_tell_pip_and_names_what_it_needs(tmp_path: Path) -> None:
    home, written = tmp_path / "home", tmp_path / "pip.conf"
    (home / ".config/pip").mkdir(parents=True)
    (home / ".config/pip/pip.conf").write_text(
        "[global]\nfind-links = ~/wheels\n  https://made-up.example/wheels\ncache-dir = /cache\ntimeout = 5\n"
        "[install]\nconstraint = /weaker.txt\n",
        encoding="utf-8",
    )
    told = {"HOME": str(home), "PIP_CONSTRAINT": "/a.txt file:///b%20c.txt", "SSL_CERT_FILE": "/d.pem"}
    line = [sys.executable, str(CI / "pip_configuration.py"), str(written)]
    named = subprocess.run(line, env=told, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = RawConfigParser()
    found.read(written)
    kept = {"find-links": f"{home}/wheels\nhttps://made-up.example/wheels", "timeout": "5"}
    kept |= {"constraint": "/a.txt\nfile:///b%20c.txt"}
    assert kept.items() <= dict(found["global"]).items()
    assert not found.has_option("install", "constraint")
    assert not found.has_option("global", "cache-dir")
    assert {f"{home}/wheels", "/a.txt", "/b c.txt", found["global"]["cert"]} <= set(named.splitlines())
