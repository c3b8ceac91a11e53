"""Made-up bodies of calls."""

from __future__ import annotations

from typing import Any

FOG: dict[str, Any] = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog signals"}, "questions": [{"en": "What is a good signal?"}]},
    "by_state": ["Made-up Land"],
    "on": "2020-02-10",
}


REVISED: dict[str, Any] = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog horns"}, "questions": [{"en": "What is a good horn?"}], "source": "MA20/3"},
}


OBJECTION: dict[str, Any] = {
    "of": ["2020/fog"], "holders": ["Avalon"], "stance": "object", "unattributed": True, "text": {"en": "We cannot."},
    "source": "MA20/4", "on": "2020-02-11",
}  # fmt: skip
