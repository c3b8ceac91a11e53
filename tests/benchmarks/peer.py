"""Peers, measured where the extra `bench` is installed: one durable change each."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any


def eventsourcing(folder: Path) -> Callable[[], object] | None:
    """A new aggregate with its first event, in eventsourcing on SQLite."""
    if find_spec("eventsourcing") is None:
        return None
    os.environ |= {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(folder / "eventsourcing.db"),
    }
    domain, application = import_module("eventsourcing.domain"), import_module("eventsourcing.application")
    aggregate: Any = domain.Aggregate

    class Round(aggregate):
        @domain.event("Opened")
        def __init__(self, name: str, by: str) -> None:
            self.name, self.by = name, by

    kept, numbers = application.Application(), count(1)
    return lambda: kept.save(Round(name=f"r{next(numbers)}", by="Made-up Desk"))


def eventsourcing_acts(acts: Sequence[tuple[str, str]]) -> Callable[[], object] | None:
    """The same acts on aggregates, each got, changed and saved, in memory, where no disk is waited for.

    Args:
        acts: what each is about, and its name.
    """
    if find_spec("eventsourcing") is None:
        return None
    domain, application = import_module("eventsourcing.domain"), import_module("eventsourcing.application")
    aggregate: Any = domain.Aggregate
    settings = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": ":memory:"}

    class Subject(aggregate):
        @domain.event("Begun")
        def __init__(self, name: str, act: str) -> None:
            self.name, self.act = name, act

        @domain.event("Moved")
        def move(self, act: str) -> None:
            self.act = act

    def load() -> None:
        kept, known = application.Application(env=settings), dict[str, Any]()
        for name, act in acts:
            if name in known:
                one = kept.repository.get(known[name])
                one.move(act)
            else:
                one = Subject(name=name, act=act)
                known[name] = one.id
            kept.save(one)

    return load


def django(folder: Path) -> Callable[[], object] | None:
    """A row that is moved under django-fsm-2, in Django on SQLite."""
    if find_spec("django") is None or find_spec("django_fsm") is None:
        return None
    settings: Any = import_module("django.conf").settings
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "django.db")}
    settings.configure(DATABASES={"default": database}, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
    import_module("django").setup()
    database_models: Any = import_module("django.db.models")
    fsm = import_module("django_fsm")
    model: Any = database_models.Model
    connection = import_module("django.db").connection

    class Round(model):
        name = database_models.CharField(max_length=40)
        state = fsm.FSMField(default="new")

        class Meta:
            app_label = "bench"

        @fsm.transition(field=state, source="new", target="open")
        def open(self) -> None:
            """Open it."""

    with connection.schema_editor() as editor:
        editor.create_model(Round)
    connection.cursor().execute("PRAGMA journal_mode = WAL")
    numbers = count(1)

    def one() -> None:
        made = Round(name=f"r{next(numbers)}")
        made.open()
        made.save()

    return one
