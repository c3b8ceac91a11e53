"""Which tests run in one process, where several share the tests: those that share what is dear to make.

Tests of one file do, so that what it makes for all of them is made once; some files and folders do with others.
"""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadGroupScheduling

TOGETHER = {
    "architecture": ("tests/architecture/",),
    "chromium": ("tests/web/chromium/",),
    "office": (
        "tests/commands/test_translation.py",
        "tests/templates/test_every_paper.py",
        "tests/templates/test_office.py",
        "tests/templates/test_style_sheet.py",
        "tests/templates/tracked/test_second_opinion.py",
    ),
}
"""The folders and files of each group, by its name."""
APART = ("tests/workflow/judge/test_properties.py",)
"""The files whose tests are long and share nothing."""


def group_of(name: str) -> str:
    """The group of a test, told by its name; a file of no group is one of its own.

    >>> group_of("tests/web/chromium/test_safe.py::test_that[a/b]"), group_of("tests/commands/test_act.py::test_this")
    ('chromium', 'tests/commands/test_act.py')
    """
    if name.startswith(APART):
        return name
    return next((group for group, paths in TOGETHER.items() if name.startswith(paths)), name.partition("::")[0])


class Together(LoadGroupScheduling):  # type: ignore[misc]  # it brings no types
    """What hands the tests out: group by group as they were found, so that a run ends with many short ones."""

    def __init__(self, config: Any, log: Any = None) -> None:
        """Leave the groups in their order; by size, what takes long alone would come last."""
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
