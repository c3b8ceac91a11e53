"""What escalade installs beside itself, and under which licence."""

from __future__ import annotations

from importlib.metadata import Distribution, distribution
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXTRAS = ("calendar", "docx", "pdf", "postgresql", "sign", "web", "xml")
"""What those who use escalade may install; the others are for whoever works on it."""

SPELT = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Public Domain": "CC0-1.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""Licences as the index of packages names them, and as SPDX does."""
ALLOWED = frozenset(
    (
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "OFL-1.1",
        "PSF-2.0",
        "LGPL-2.1-only",
        "LGPL-3.0-only",
    )
)
"""Licences that let anyone use escalade. Those of the LGPL are used as they come, and can be exchanged."""


class Dependency(NamedTuple):
    """A package, the licence it says it has, and what asks for it."""

    name: str
    version: str
    licence: str
    """An expression of SPDX; empty where the package does not say."""
    asked_by: tuple[str, ...]


def licence_of(package: Distribution) -> str:
    """The licence that a package says it has, as SPDX spells it."""
    told = package.metadata
    if "License-Expression" in told:
        return told["License-Expression"]
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License")]
    if classified:
        return " OR ".join(sorted({SPELT.get(one, one) for one in classified}))
    return told["License"].partition("\n")[0] if "License" in told else ""


def asks_for(package: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    """What a package asks for here, with some of its extras."""
    for line in package.requires or ():
        asked = Requirement(line)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield asked


def walk_dependencies(wanted: Iterable[str] = EXTRAS) -> list[Dependency]:
    """All that is installed with escalade and some extras, those of its users unless named."""
    found: dict[str, Distribution] = {}
    asked: dict[str, set[str]] = {}
    ways, gone = [("escalade", frozenset(wanted))], set()
    while ways:
        name, extras = way = ways.pop()
        if way in gone:
            continue
        gone.add(way)
        found[name] = distribution(name)
        for one in asks_for(found[name], extras):
            key = canonicalize_name(one.name)
            asked.setdefault(key, set()).add(name)
            ways.append((key, frozenset(one.extras)))
    return [
        Dependency(name, package.version, licence_of(package), tuple(sorted(asked[name] - {name})))
        for name, package in sorted(found.items())
        if name != "escalade"
    ]


def licences_in(expression: str) -> set[str]:
    """The licences that an expression names."""
    words = expression.replace("(", " ").replace(")", " ").split()
    return {word for word in words if word not in {"AND", "OR", "WITH"}}


def is_allowed(expression: str) -> bool:
    """Whether a licence lets anyone use escalade: each of several joined, or one of those offered.

    >>> is_allowed("Apache-2.0 OR GPL-3.0-only"), is_allowed("MIT AND GPL-3.0-only"), is_allowed("")
    (True, False, False)
    """
    choices = [licences_in(choice) for choice in expression.split(" OR ")]
    return any(choice and choice <= ALLOWED for choice in choices)
