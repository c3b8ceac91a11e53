"""The secretariat: topics, papers, consultations."""

from __future__ import annotations

from fastapi import APIRouter

ROUTER = APIRouter()
