"""The Council secretariat: decisions, and their confirmation."""

from __future__ import annotations

from fastapi import APIRouter

ROUTER = APIRouter()
