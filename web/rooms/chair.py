"""The chair, and the secretary beside the chair."""

from __future__ import annotations

from fastapi import APIRouter

ROUTER = APIRouter()
