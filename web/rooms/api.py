"""The calls: JSON for programs."""

from __future__ import annotations

from fastapi import APIRouter

ROUTER = APIRouter()
