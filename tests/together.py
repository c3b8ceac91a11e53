"""Which tests run in one process, where several share the tests: those that share what is dear to start.

A mark of pytest-xdist, `xdist_group`, would say so; under pytest 9.2 it is not heard.
"""

from __future__ import annotations

from xdist.scheduler import LoadGroupScheduling

TOGETHER = {
    "chromium": ("tests/web/chromium/",),
    "office": (
        "tests/commands/test_translation.py",
        "tests/templates/test_every_paper.py",
        "tests/templates/test_office.py",
        "tests/templates/test_style_sheet.py",
        "tests/templates/tracked/test_second_opinion.py",
    ),
    "wheel": ("tests/architecture/test_packaging.py",),
}
"""The folders and files of each group, by its name."""


def group_of(name: str) -> str:
    """The group of a test, told by its name; a test of no group is one of its own.

    >>> group_of("tests/web/chromium/test_safe.py::test_that[a/b]"), group_of("tests/commands/test_act.py::test_this")
    ('chromium', 'tests/commands/test_act.py::test_this')
    """
    return next((group for group, paths in TOGETHER.items() if name.startswith(paths)), name)


class Together(LoadGroupScheduling):  # type: ignore[misc]  # it brings no types
    """What hands the tests out: group by group, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
