"""The rooms: groups of pages, each in a module and a folder of its own.

The law of this package: a room is an `APIRouter` in `routes/NAME.py`, its pages
are `pages/NAME/*.html`, its sentences `locale/LANGUAGE/LC_MESSAGES/NAME.po`,
its tests `tests/web/test_NAME.py`. Rooms know each other by address alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

ROOMS = (
    "public",
    "account",
    "act",
    "chair",
    "council",
    "manual",
    "office",
    "paper",
    "plan",
    "secretariat",
    "record",
    "founding",
)
"""In the order in which an address is looked for: what is asked for most comes first."""


def rooms() -> list[APIRouter]:
    """The router of every room."""
    return [import_module(f"escalade.web.routes.{name}").ROUTER for name in ROOMS]
