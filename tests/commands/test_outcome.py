"""What is told of an act that was done, or only tried."""

from __future__ import annotations

from .conftest import DESK, TOPIC, Shell


def test_a_dry_run_shows_what_would_be_recorded(debated: Shell) -> None:
    line = "take-position lamps --holder Isle --stance object --text en=No. --source X"
    out = debated.does(f"{line} --on 2020-03-02 {DESK} --dry-run")
    assert out.splitlines()[1:] == ["  holder: Isle", "  stance: object", "  text: en: No.", "  source: X"]
    assert len(debated.does(f"{line} --on 2020-03-02 {DESK}").splitlines()) == 1


def test_a_dry_run_shows_each_of_several_values(group: Shell) -> None:
    line = f"propose 2020/fog --title en=Fog --question en=Which? --question en=Why? --by-state Mu --by-state Nu {DESK}"
    out = group.does(f"{line} --dry-run").splitlines()[1:]
    assert out == ["  title: en: Fog", "  question: en: Which? | en: Why?", "  by-state: Mu | Nu"]


def test_a_dry_run_shows_the_record_and_makes_none(group: Shell) -> None:
    before = group.everything()
    called = group(f"propose 2020/fog {TOPIC.format('fog')} --dry-run")
    assert called.out.startswith("2020/fog#1  propose: new → proposed")
    assert called.err == "A dry run: nothing was recorded.\n"
    assert group.everything() == before
