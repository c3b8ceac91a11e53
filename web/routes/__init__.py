"""The pages by their addresses, each group in a module of its own.

Here: an `APIRouter` in `routes/NAME.py`, its pages in `pages/NAME`; groups know each other by address alone.
May import: `web.forms` and all below it.
Door: `public.py`, and the list of routers in this file.
"""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

ROOMS = (
    "public",
    "account",
    "provider",
    "act",
    "room",
    "people",
    "chair",
    "mail",
    "office",
    "paper",
    "reading",
    "plan",
    "record",
    "feed",
    "help",
)
"""In the order in which an address is looked for: what is asked for most comes first."""


def rooms() -> list[APIRouter]:
    """The router of every room."""
    return [import_module(f"escalade.web.routes.{name}").ROUTER for name in ROOMS]
