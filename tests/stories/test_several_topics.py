"""Papers on several topics: one sentence where one suffices, the topic named where it does not."""

from __future__ import annotations

from collections.abc import Callable

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
NAMES = ("horns", "lamps", "oil", "ropes", "wicks")
WithTopics = Callable[..., Teller]


def launched(teller: Teller, closes: dict[str, str], **more: str) -> Teller:
    """Topics agreed on in one act and launched, each with an end of its own and other options."""
    teller.does(f"record-consensus {' '.join(closes)} --meeting 1 --on 2020-03-03 {CHAIR}")
    for name, day in closes.items():
        options = more.get(name, "")
        teller.does(f"launch {name} --opens 2020-04-01 --closes {day} {options} --on 2020-04-01 {DESK}")
    return teller


def letter(teller: Teller, language: str = "en", day: str = "2020-04-02") -> list[str]:
    """The lines of the letter on all consultations of the round, up to its annexes."""
    text = teller.does(f"call 2020 --letter --language {language} --as-of {day}")
    return [line for line in text.partition("Dear Sir/Madam")[2].split("---")[0].splitlines() if line]


def starting(lines: list[str], *words: str) -> list[str]:
    """The lines that have any of these words."""
    return [line for line in lines if any(word in line for word in words)]


HOW = "\\[To be completed by the Secretariat: how and where to send responses.\\]"


def test_a_letter_on_topics_that_are_alike_says_everything_once(with_topics: WithTopics) -> None:
    lines = letter(launched(with_topics(*NAMES), dict.fromkeys(NAMES, "2020-06-01")))
    listed = [f"- “Made-up {name}” (Annex {at})" for at, name in enumerate(NAMES, 1)]
    assert starting(lines, "(Annex ") == [*(f"{one};" for one in listed[:-1]), f"{listed[-1]}."]
    assert len(starting(lines, "agreed by consensus on the topics “Made-up horns”")) == 1
    assert starting(lines, "should be", "To be completed") == [
        "4 Responses should be submitted by 1 June 2020.",
        f"5 {HOW}",
    ]


def test_a_letter_names_the_topics_of_what_holds_for_some(with_topics: WithTopics) -> None:
    closes = {"horns": "2020-06-01", "lamps": "2020-07-01", "oil": "2020-06-01"}
    sent_to = {"lamps": "--answer-to en='By post (made up).'"}
    lines = letter(launched(with_topics(*closes), closes, **sent_to))
    assert starting(lines, "should be", "To be completed") == [
        "- “Made-up horns” (Annex 1). Responses should be submitted by 1 June 2020.",
        "- “Made-up lamps” (Annex 2). Responses should be sent by post (made up) by 1 July 2020.",
        "- “Made-up oil” (Annex 3). Responses should be submitted by 1 June 2020.",
        f"4 {HOW}",
    ]


def test_a_letter_names_every_topic_where_nothing_is_alike(with_topics: WithTopics) -> None:
    closes = {"horns": "2020-06-01", "lamps": "2020-07-01"}
    teller = launched(with_topics(*closes), closes, lamps="--physical 2020-07-20")
    held = "A physical consultation meeting will be held on 20 July 2020."
    assert starting(letter(teller), "should be", "will be held", "To be completed") == [
        "- “Made-up horns” (Annex 1). Responses should be submitted by 1 June 2020.",
        f"- “Made-up lamps” (Annex 2). Responses should be submitted by 1 July 2020. {held}",
        f"4 {HOW}",
    ]
    assert starting(letter(teller, day="2020-07-02"), "should be", "will be held", "To be completed") == [f"4 {held}"]


def test_decisions_that_differ_are_told_apart_in_a_letter(with_topics: WithTopics) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(f"record-consensus horns --meeting 1 --on 2020-03-02 {CHAIR}")
    launched(teller, {"lamps": "2020-06-01"})
    teller.does(f"launch horns --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}")
    assert len(starting(letter(teller), "agreed by consensus on the topic “")) == 2


def test_a_letter_on_two_topics_is_one_in_every_language(with_topics: WithTopics) -> None:
    teller = launched(with_topics("horns", "lamps"), dict.fromkeys(("horns", "lamps"), "2020-06-01"))
    for language in AVAILABLE:
        lines = teller.draws("call 2020 --letter --as-of 2020-04-02", language).partition("---")[0].splitlines()
        assert [len(starting(lines, name)) for name in ("Made-up horns", "Made-up lamps")] == [2, 2]
        assert len([line for line in lines if "Made-up horns" in line and "Made-up lamps" in line]) == 1


LEFT_OUT = "is left out of this paper, whose readers may not read that record: the paper does not hint at it."


def test_a_note_hints_at_no_view_that_its_readers_may_not_read_and_whoever_draws_it_is_warned(
    with_topics: WithTopics,
) -> None:
    teller, public = with_topics("horns", "lamps"), " --audience public"
    notes = [f"note 2020 --language {language}" for language in AVAILABLE]
    code, _, said = teller.types(notes[0])
    before = {
        note + audience: without_seal(teller.does(note + audience)) for note in notes for audience in ("", public)
    }
    assert (code, LEFT_OUT in said) == (0, False)
    for readers, audiences, number in (("office", ("", public), 3), ("members", (public,), 5)):
        teller.does(
            f"take-position horns --holder 'Made-up Isle' --stance support --text en=Mine. --source statement "
            f"--on 2020-03-02 --audience {readers} {DESK}",
            f"record-statement lamps --holder 'Made-up Isle' --text en=Ours. --on 2020-03-02 --audience {readers} {DESK}",
        )
        for line in (note + audience for note in notes for audience in audiences):
            _, told, said = teller.types(line)
            assert without_seal(told) == before[line]
            plain = " ".join(said.split())
            assert all(f"2020/{name}#{number} {LEFT_OUT}" in plain for name in ("horns", "lamps"))
        _, told, said = teller.types(f"{notes[0]} --audience {readers}")
        assert ("Made-up Isle" in told, LEFT_OUT in " ".join(said.split())) == (True, False)
        teller.does(*(f"annul {name}#{number} --why en=Made-up. {DESK}" for name in ("horns", "lamps")))


def without_seal(paper: str) -> str:
    """A paper without the line that tells of which record it was drawn."""
    return "\n".join(line for line in paper.splitlines() if not line.startswith("<!--"))


def test_a_note_on_several_failures_tells_each_in_one_paragraph(with_topics: WithTopics) -> None:
    teller = with_topics("horns", "lamps", "oil")
    none = "--refer --meeting 1 --on 2020-03-03 " + CHAIR
    teller.does(
        f"record-no-consensus horns lamps --tried en='Talks (made up).' --words en='Off it goes (made up).' {none}",
        f"record-no-consensus oil --tried en='More talks (made up).' --words en='Off it goes (made up).' {none}",
    )
    for language in AVAILABLE:
        told = teller.does(f"note 2020 --to-session 'Assembly 2020' --language {language} --as-of 2020-03-10")
        both, oil = [line for line in told.splitlines() if "Off it goes (made up)" in line]
        assert ("Made-up lamps" in both, "Made-up oil" in both, "More talks" in both) == (True, False, False)
        assert ("Made-up lamps" in oil, "Made-up oil" in oil, "More talks" in oil) == (False, True, True)


def test_a_note_tells_apart_which_topics_the_group_decided_to_refer(with_topics: WithTopics) -> None:
    teller, at = with_topics("horns", "lamps"), "--meeting 1 --on 2020-03-03 " + CHAIR
    teller.does(
        f"record-no-consensus horns --tried en='Talks (made up).' --words en='Off it goes (made up).' --refer {at}",
        f"record-no-consensus lamps --tried en='Talks (made up).' {at}",
    )
    horns, lamps = [line for line in teller.does("note 2020 --as-of 2020-03-10").splitlines() if "Talks" in line]
    assert "On the topic “Made-up horns”, no consensus was reached at the first meeting" in horns
    assert horns.endswith("The Group accordingly decided as follows: “Off it goes (made up).”")
    assert lamps.endswith("On the topic “Made-up lamps”, no consensus was reached at the first meeting of the Group.")
