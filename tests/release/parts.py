"""The parts list of a release (CycloneDX 1.6): what it installs, and whose licence each has."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tests.release.dependencies import licences_in, walk_dependencies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tests.release.dependencies import Dependency


def list_parts(version: str, day: datetime, parts: Iterable[Dependency] | None = None) -> str:
    """List what escalade and every extra of its users install.

    Args:
        version: of escalade.
        day: the moment that the list tells, so that it comes out the same.
        parts: what is installed; what is installed here unless given.
    """
    listed = list(walk_dependencies() if parts is None else parts)
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"escalade/{version}"))
    bom.metadata.timestamp = day
    bom.metadata.component = root = _component("escalade", version, "MIT", ComponentType.APPLICATION)
    made = {one.name: _component(one.name, one.version, one.licence) for one in listed}
    for component in made.values():
        bom.components.add(component)
    askers: dict[str, list[Component]] = {}
    for one in listed:
        for name in one.asked_by:
            askers.setdefault(name, []).append(made[one.name])
    for name, component in {"escalade": root, **made}.items():
        bom.register_dependency(component, askers.get(name, []))
    return str(JsonV1Dot6(bom).output_as_string(indent=2))


def _component(name: str, version: str, licence: str, kind: ComponentType = ComponentType.LIBRARY) -> Component:
    """One package, by its name in the index of packages."""
    place = PackageURL("pypi", None, name, version)
    spelt = LicenseExpression(licence) if len(licences_in(licence)) > 1 else DisjunctiveLicense(id=licence)
    return Component(name=name, version=version, type=kind, purl=place, bom_ref=str(place), licenses=[spelt])
