"""Write down in one file how pip is configured, and name what that needs.

    python3 pip_configuration.py FILE

Pip is asked as whoever calls this is configured, by files and variables. The
paths that the file names, such as folders of wheels and certificates, are
printed, one a line.
"""  # noqa: INP001  # it is run by path, never imported

from __future__ import annotations

import ast
import os
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

WHEELS = Path("/usr/share/python-wheels")
"""Where Debian's python3-venv keeps the pip that it installs into what it makes."""

OWN = {"cache-dir", "config-file", "log", "require-virtualenv", "user"}
"""What is of the machine that was asked alone."""

NAMING = {"cert", "client-cert", "constraint", "extra-index-url", "find-links", "index-url", "requirement"}
"""What names files."""

BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY")


def configuration() -> dict[str, dict[str, str]]:
    """What pip is told, by section; a variable is stronger than any file."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, WHEELS.glob("pip-*.whl")))}
    line = [sys.executable, "-m", "pip", "config", "list"]
    told = subprocess.run(line, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603  # it is pip
    sections: dict[str, dict[str, str]] = {"global": {}}
    variables: dict[str, str] = {}
    for entry in told.splitlines():
        name, _, value = entry.partition("=")
        section, _, key = name.rpartition(".")
        found = variables if section == ":env:" else sections.setdefault(section, {})
        found[key] = ast.literal_eval(value)
    for key in variables:
        for section in sections.values():
            section.pop(key, None)
    sections["global"] |= variables
    for key, names in (("cert", BUNDLES), ("proxy", PROXIES)):
        if found_ := next((os.environ[name] for name in names if os.environ.get(name)), ""):
            sections["global"].setdefault(key, found_)
    return sections


def path_of(word: str) -> str:
    """The path that a word of a value names; empty where it names none."""
    split = urlsplit(word)
    path = Path(unquote(split.path) if split.scheme == "file" else word).expanduser()
    return str(path) if path.is_absolute() else ""


def main(file: str) -> None:
    """Write the file, and print what it names."""
    written = RawConfigParser()
    for section, told in configuration().items():
        written[section] = {key: value for key, value in told.items() if key not in OWN}
        for key in NAMING & set(told):
            words = {word: path_of(word) for word in told[key].split()}
            sys.stdout.writelines(f"{path}\n" for path in words.values() if path)
            home = {word: path for word, path in words.items() if path and word.startswith("~")}
            written[section][key] = "\n".join(home.get(word, word) for word in words)
    with Path(file).open("w", encoding="utf-8") as whole:
        written.write(whole)


if __name__ == "__main__":
    main(sys.argv[1])
