"""A suggestion pasted in a shell is what it says."""

from __future__ import annotations

import shlex
import shutil
import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalade.commands.acts.act import examples
from escalade.services.acts.references import quote_word
from escalade.services.acts.suggestions import Typist
from escalade.workflow.values.remedy import Cause, Remedy

SHELLS = {
    "sh": "escalade() { printf '%s\\0' \"$@\"; }\n",
    "bash": "set -o history -o histexpand\nescalade() { printf '%s\\0' \"$@\"; }\n",
}
"""By shell, what is typed before: a program that prints its words, and in bash what a person's has."""
ODD = (
    "Council 2017", "l'été", "l’été", "“so”", 'a "b"', "$HOME ${x} `id` $(id)", "back\\slash\\", "Wait!", "it's!", "!!",
    "two\nlines", "tab\there", "#9", "2017/ott#7", "~", "en=~", "-x", "a;b|c&d>e", "*?[a]{b,c}", "", "en=", "en=#a",
    "en=Wait! It's $5.", 'a\\"b', "x=!1", "مرحبا", "--words=en=a b", "a=b=c d", "!a\nb", "\\\n", "2017/ott=it's.toml",
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
MEAN = st.text("ab =-'\"!$\\`#~\n’é*", max_size=10)
WORDS = st.lists(st.one_of(TEXTS, MEAN, st.sampled_from(ODD)), min_size=1, max_size=6)


def pasted(shell: str, line: str) -> list[str]:
    """What a program is given when a line is pasted into a shell."""
    words = [shutil.which(shell) or shell, *(["--norc"] if shell == "bash" else []), "-s"]
    done = subprocess.run(words, input=(SHELLS[shell] + line + "\n").encode(), capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize("shell", sorted(SHELLS))
def test_odd_words_are_pasted_as_they_are(shell: str) -> None:
    lines = "\n".join(f"escalade {quote_word(word)}" for word in ODD)
    assert pasted(shell, lines) == list(ODD)


@pytest.mark.parametrize("shell", sorted(SHELLS))
def test_every_example_of_the_help_is_pasted_as_it_is_read(shell: str) -> None:
    lines = "\n".join(examples().values())
    meant = [shlex.split(line)[1:] for line in lines.replace("\\\n", "").splitlines()]
    assert pasted(shell, lines) == [word for words in meant for word in words]


@pytest.mark.parametrize("shell", sorted(SHELLS))
@settings(max_examples=60, deadline=None)
@example(words=["!", "a"])
@given(words=WORDS)
def test_any_words_are_pasted_as_they_are(shell: str, words: list[str]) -> None:
    assert pasted(shell, "escalade " + " ".join(map(quote_word, words))) == words


@pytest.mark.parametrize("shell", sorted(SHELLS))
@settings(max_examples=40, deadline=None)
@given(text=st.one_of(TEXTS, MEAN), name=st.one_of(MEAN, st.just("Council 2017")))
def test_a_refused_line_is_completed_in_the_words_in_which_it_was_typed(shell: str, text: str, name: str) -> None:
    typed = (("", "2017/ott"), ("--words", f"en={text}"), ("--session", name), ("--sitting", "0"))
    remedy = Remedy(kind="input", given={"sitting": ""})
    line = Typist(None, typed, "approve").command(Cause(rule="x", subject="2017/ott", sentence="x", remedy=remedy))
    assert pasted(shell, line or "") == [
        "approve", "2017/ott", "--words", f"en={text}", "--session", *([name] if name else []), "--sitting", "N",
    ]  # fmt: skip


@pytest.mark.parametrize("shell", sorted(SHELLS))
@settings(max_examples=40, deadline=None)
@given(name=st.one_of(MEAN, st.sampled_from(ODD)).filter(bool))
def test_a_suggestion_names_a_session_an_officer_and_a_register(shell: str, name: str) -> None:
    line = Typist(None, register=name).act_command("convene", "session/Council 2017", given={"by": name, "place": name})
    words = pasted(shell, line)
    assert words[:6] == ["--register", name, "convene", "--session", "Council 2017", "--as"]
    assert words[6:9] == [name, "--place", name]
