"""A Word file in which the changes since another one are tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.block import Comparison
from escalade.templates.formats.tracked.decision import accept_changes, reject_changes
from escalade.templates.formats.tracked.mark import Marker
from escalade.templates.formats.tracked.paragraph import Writer
from escalade.templates.formats.tracked.reading import lines, read_text
from escalade.templates.formats.tracked.story import STYLES, adopt, holder_of, stories, story
from escalade.templates.formats.tracked.stroke import W
from escalade.templates.formats.word.draw import zip_parts
from escalade.templates.formats.word.language import as_bytes
from escalade.templates.formats.word.source import parts_of
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Mapping


class UntrackableError(PaperError):
    """The changes cannot be tracked so that both texts come out exactly."""

    def __init__(self, name: str, where: str, which: str) -> None:
        """Name the file, the part, and which of the two texts is lost."""
        self.name, self.place, self.which = name, where, which
        super().__init__(
            f"The changes since {name} are not written: in its {where}, {which} would not give back that text. "
            "Issue the paper without tracked changes, and compare the two files in Word."
        )


def track_changes(old: bytes, new: bytes, *, author: str, at: str, name: str = "the old file") -> bytes:
    """The new file, with what changed since the old one as tracked changes.

    Words, paragraphs, table rows, headers and footers are tracked; between
    files of one template the looks of text as well. The layout of tables is
    the new one's, as are pictures and notes.

    Args:
        old: a Word file.
        new: the Word file that takes its place.
        author: who made the changes, as Word shows it.
        at: when, in UTC: 2017-04-25T10:00:00.000000Z.
        name: what the old file is called, for messages.

    Raises:
        NoWordFileError: one of them is no Word document.
        UntrackableError: a text would not come out exactly.
    """
    before, after = parts_of(old, name), parts_of(new, "the new file")
    is_kin = before.get(STYLES) == after.get(STYLES)
    marker = Marker(author=author, at=at, first=_first_number(after))
    comparison = Comparison(Writer(marker), with_looks=is_kin)
    written = dict(after)
    was, now = stories(before), stories(after)
    for use in (use for use in was if use not in now):
        if any(lines(story(before, was[use]))):
            raise UntrackableError(name, use, "rejecting all changes")
    for use, part in now.items():
        root = story(after, part)
        old_root = story(before, was[use]) if use in was else etree.Element(root.tag)
        adopt(old_root, after.get(STYLES, b"<none/>"), is_kin=is_kin)
        written[part] = as_bytes(_tracked(old_root, root, comparison, name, use))
    return zip_parts(written)


def _tracked(old: etree._Element, new: etree._Element, comparison: Comparison, name: str, use: str) -> etree._Element:
    """A part with its changes, once both texts were seen to come out of it.

    Raises:
        UntrackableError: one of them does not.
    """
    before, after = holder_of(old), holder_of(new)
    made = comparison.compared(before, after)
    for which, decided, wanted in (("rejecting", reject_changes, before), ("accepting", accept_changes, after)):
        if read_text(decided(made), with_looks=comparison.with_looks) != read_text(
            wanted, with_looks=comparison.with_looks
        ):
            raise UntrackableError(name, use, f"{which} all changes")
    if after is new:
        return made
    new.replace(after, made)
    return new


def _first_number(parts: Mapping[str, bytes]) -> int:
    """A number from which on no mark of a file is numbered yet."""
    numbers = [0]
    for part in set(stories(parts).values()):
        for one in etree.fromstring(parts[part]).iter():
            number = one.get(f"{W}id") if isinstance(one.tag, str) else None
            numbers.append(int(number) if number and number.isdecimal() else 0)
    return max(numbers) + 1
