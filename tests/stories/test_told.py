"""What is told of each story is what its transcript says."""

from __future__ import annotations

import difflib

import pytest

from tests.stories.told import FOLDER, play, stories

STORIES = [
    pytest.param(path.stem, story, id=f"{path.stem}: {story.partition(chr(10))[0].removeprefix('## ')}")
    for path in sorted(FOLDER.glob("*.txt"))
    for story in stories(path.read_text("utf-8"))[1]
]


@pytest.mark.parametrize(("file", "story"), STORIES)
def test_a_story_is_told_as_it_was(file: str, story: str) -> None:
    kept, played = story.rstrip().splitlines(), play(story).rstrip().splitlines()
    if kept != played:
        changed = difflib.unified_diff(kept, played, "kept", "played", lineterm="", n=2)
        said = f"`python -m tests.stories.told --renew {file}` makes it anew; its diff:"
        pytest.fail("\n".join([said, *changed]), pytrace=False)
