"""Made-up segments of a hand-over."""

from __future__ import annotations

from hypothesis import strategies as st

from escalade.templates.translation.segment import Place, Segment, Slip

TEXTS = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \n<>&]\"'{}"), min_size=1, max_size=80
).map("a{}b".format)


def segment(source: str, target: str, key: str = "2031/glass/questions/1") -> Segment:
    """A made-up segment."""
    return Segment(
        key, source, "en", "2031/glass#1 (propose)", is_line=False, places=(Place("2031/glass#1", "x"),), target=target
    )


def slip(*sent: Segment) -> Slip:
    """The slip of made-up segments."""
    return Slip("ab", "2031", "ru", {one.key: one.digest for one in sent})
