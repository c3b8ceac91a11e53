"""Papers on several topics: one sentence where one suffices, the topic named where it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
    text = teller.does(f"circular 2020 --language {language} --as-of {day}")
    return [line for line in text.partition("Dear Sir/Madam")[2].split("---")[0].splitlines() if line]


def starting(lines: list[str], *words: str) -> list[str]:
    """The lines that have any of these words."""
    return [line for line in lines if any(word in line for word in words)]


@pytest.mark.parametrize(("many", "annexes"), [(2, "1 and 2"), (3, "1, 2 and 3"), (5, "1, 2, 3, 4 and 5")])
def test_a_letter_on_topics_that_are_alike_says_everything_once(
    with_topics: WithTopics, many: int, annexes: str
) -> None:
    lines = letter(launched(with_topics(*NAMES[:many]), dict.fromkeys(NAMES[:many], "2020-06-01")))
    assert len(starting(lines, "agreed by consensus on the topics “Made-up horns”")) == 1
    assert starting(lines, "invited", "Annexes", "To be completed") == [
        f"3 You are invited to answer the questions set out in Annexes {annexes}, not later than 1 June 2020.",
        "4 \\[To be completed by the Secretariat: how and where to send responses.\\]",
    ]


def test_a_letter_names_the_topics_of_what_holds_for_some(with_topics: WithTopics) -> None:
    closes = {"horns": "2020-06-01", "lamps": "2020-07-01", "oil": "2020-06-01"}
    sent_to = {"lamps": "--answer-to en='By post (made up).'"}
    lines = letter(launched(with_topics(*closes), closes, **sent_to))
    assert starting(lines, "invited", "Annex ", "Annexes", "As regards", "completed", "How and where")[3:] == [
        (
            "3 On the topics “Made-up horns” and “Made-up oil”, you are invited to answer the questions set out in "
            "Annexes 1 and 3, not later than 1 June 2020."
        ),
        (
            "4 \\[To be completed by the Secretariat: how and where to send responses on the topics “Made-up horns” and "
            "“Made-up oil”.\\]"
        ),
        (
            "5 On the topic “Made-up lamps”, you are invited to answer the question set out in Annex 2, not later than "
            "1 July 2020."
        ),
        "6 As regards the topic “Made-up lamps”:",
        "- How and where to respond: By post (made up).",
    ]


OF_ONE = {
    "en": "[To be completed by the Secretariat: how and where to send responses on the topic “Made-up horns”.]",
    "fr": "[À compléter par le Secretariat : modalités d’envoi des réponses sur le thème « Made-up horns ».]",
    "es": "[Forma y lugar de presentación de las respuestas sobre el tema «Made-up horns»: pendiente de completar por la Secretaría.]",
    "ru": "[Порядок и адрес представления ответов по теме «Made-up horns»: Секретариату надлежит указать.]",
    "zh": "[提交关于议题“Made-up horns”的答复的方式和地址：请秘书处注明。]",  # noqa: RUF001  # of Chinese
    "ar": "[كيفية إرسال الردود بشأن الموضوع «Made-up horns» والجهة التي تُرسل إليها: يُرجى من الأمانة بيانهما.]",
}


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("other", ["--answer-to en='By post (made up).'", "--physical 2020-07-20"])
def test_a_blank_names_its_topic_where_a_letter_is_on_others_too(
    with_topics: WithTopics, language: str, other: str
) -> None:
    """Others are answered in another way, or are answered no more and only a meeting on them is to come."""
    closes = {"horns": "2020-07-01", "lamps": "2020-06-01"}
    teller = launched(with_topics(*closes), closes, lamps=other)
    day = "2020-04-02" if "answer" in other else "2020-06-02"
    drawn = teller.draws(f"circular 2020 --as-of {day}", language).replace("\\", "")
    blanks = [line for line in drawn.splitlines() if line.endswith("]") and "Made-up horns" in line]
    assert [line.partition(" ")[2] for line in blanks] == [OF_ONE[language]], drawn


def test_a_letter_names_every_topic_where_nothing_is_alike(with_topics: WithTopics) -> None:
    closes = {"horns": "2020-06-01", "lamps": "2020-07-01"}
    physical = {"lamps": "--physical 2020-07-20"}
    teller = launched(with_topics(*closes), closes, **physical)
    lines = letter(teller)
    assert starting(lines, "invited") == [
        (
            "3 On the topic “Made-up horns”, you are invited to answer the question set out in Annex 1, not later than "
            "1 June 2020."
        ),
        "4 On the topic “Made-up lamps”, you are invited:",
    ]
    assert len(starting(lines, "To be completed by the Secretariat: how")) == 1
    assert "invitation to respond" in teller.does("circular 2020 --as-of 2020-07-01")
    assert "invitation to respond" not in teller.does("circular 2020 --as-of 2020-07-02")
    over = letter(teller, day="2020-07-02")
    assert starting(over, "invited", "over") == [
        "3 You are invited to take part in the physical consultation meeting to be held on 20 July 2020.",
        "4 The online phase ran from 1 April to 1 July 2020 and is now over.",
    ]


def test_a_letter_on_what_is_over_says_so_of_each_topic_unless_all_are_alike(with_topics: WithTopics) -> None:
    closes = {"horns": "2020-06-01", "lamps": "2020-07-01"}
    lines = letter(launched(with_topics(*closes), closes), day="2020-09-01")
    assert starting(lines, "As regards", "phase", "physical") == [
        "3 As regards the topic “Made-up horns”:",
        "- The online phase ran from 1 April to 1 June 2020 and is now over.",
        "4 As regards the topic “Made-up lamps”:",
        "- The online phase ran from 1 April to 1 July 2020 and is now over.",
    ]


def test_decisions_that_differ_are_told_apart_in_a_letter(with_topics: WithTopics) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(f"record-consensus horns --meeting 1 --on 2020-03-02 {CHAIR}")
    launched(teller, {"lamps": "2020-06-01"})
    teller.does(f"launch horns --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}")
    assert len(starting(letter(teller), "agreed by consensus on the topic “")) == 2


IN_BOTH = {
    "en": ("on the topics “Made-up horns” and “Made-up lamps”", "Annexes 1 and 2"),
    "fr": ("les thèmes « Made-up horns", "aux Annexes 1 et 2"),
    "es": ("convino por consenso en los temas", "en los Anexos 1 y 2"),
    "ru": (
        "на основе консенсуса согласовала темы",
        "вопросы (Приложения 1 и 2)",
    ),  # the words of the paper
    "zh": ("商定了议题“Made-up horns", "附件1和2所载的问题"),
    "ar": ("على الموضوعين", "المرفقة (الملحقان"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_letter_on_two_topics_is_one_in_every_language(with_topics: WithTopics, language: str) -> None:
    teller = launched(with_topics("horns", "lamps"), dict.fromkeys(("horns", "lamps"), "2020-06-01"))
    text = teller.does(f"circular 2020 --language {language} --as-of 2020-04-02")
    assert [said for said in IN_BOTH[language] if said not in text] == []
    apart = launched(with_topics("oil", "ropes"), {"oil": "2020-06-02", "ropes": "2020-06-03"})
    for day in ("2020-04-02", "2020-09-01"):
        text = apart.does(f"circular 2020 --language {language} --as-of {day}")
        assert text.count("Made-up ropes") > text.count("Made-up horns") - 4


JOINT = {
    "en": "joint statement", "fr": "déclaration commune", "es": "declaración conjunta", "ru": "совместное заявление",
    "zh": "联合声明", "ar": "بيان مشترك",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_joint_statement_is_called_joint(with_topics: WithTopics, language: str) -> None:
    teller, joint = with_topics("lamps"), JOINT[language]
    both = "--holder 'Made-up Isle' --holder 'Made-up Land'"
    teller.does(
        f"record-statement lamps {both} --text not-at-hand --meeting 1 --on 2020-03-03 --audience public {DESK}",
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
    )
    report = teller.does(f"report 1 --language {language}")
    assert (joint in teller.does(f"notice lamps --language {language}"), joint in report) == (True, True)
    if language == "en":
        assert "- To be completed by the Secretariat: the text of the statement." in report
        assert "Made-up Isle and Made-up Land: joint statement" in teller.does("show lamps")
    teller.does(
        f"record-statement lamps --holder 'Made-up Isle' --text en=Ours. --on 2020-03-04 --audience public {DESK}"
    )
    assert teller.does(f"notice lamps --language {language}").count(joint) == 1


LEFT_OUT = "is left out of this paper, whose readers may not read that record: the paper does not hint at it."


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_hints_at_no_view_that_its_readers_may_not_read_and_whoever_draws_it_is_warned(
    with_topics: WithTopics, language: str
) -> None:
    teller, note, public = with_topics("horns", "lamps"), f"note 2020 --language {language}", " --audience public"
    code, _, said = teller.types(note)
    before = [without_seal(teller.does(f"{note}{audience}")) for audience in ("", public)]
    assert (code, LEFT_OUT in said) == (0, False)
    for readers, audiences, number in (("office", ("", public), 3), ("members", (public,), 5)):
        teller.does(
            f"take-position horns --holder 'Made-up Isle' --stance support --text en=Mine. --source statement "
            f"--on 2020-03-02 --audience {readers} {DESK}",
            f"record-statement lamps --holder 'Made-up Isle' --text en=Ours. --on 2020-03-02 --audience {readers} {DESK}",
        )
        for audience in audiences:
            _, told, said = teller.types(f"{note}{audience}")
            assert without_seal(told) == before[audience != ""]
            plain = " ".join(said.split())
            assert all(f"2020/{name}#{number} {LEFT_OUT}" in plain for name in ("horns", "lamps"))
        _, told, said = teller.types(f"{note} --audience {readers}")
        assert ("Made-up Isle" in told, LEFT_OUT in " ".join(said.split())) == (True, False)
        teller.does(*(f"annul {name}#{number} --why en=Made-up. {DESK}" for name in ("horns", "lamps")))


def without_seal(paper: str) -> str:
    """A paper without the line that tells of which record it was drawn."""
    return "\n".join(line for line in paper.splitlines() if not line.startswith("<!--"))


ASKED = {
    "en": ("take note of this report.", "decide upon it", "to launch"),
    "fr": ("prendre note du présent rapport.", "se prononcer à ce sujet", "à lancer"),
    "es": ("tomar nota del presente informe.", "adoptar una decisión al respecto", "iniciar"),
    "ru": ("принять к сведению настоящий отчет.", "соответствующее решение", "начать"),
    "zh": ("注意到本报告。", "作出决定", "启动"),
    "ar": ("الإحاطة علماً بهذا التقرير.", "واتخاذ قرار", "إطلاق"),
}
"""What a note asks that refers nothing, and what it does not."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_that_refers_nothing_asks_for_nothing_but_to_be_noted(with_topics: WithTopics, language: str) -> None:
    teller, (noted, *decide) = with_topics("horns", "lamps"), ASKED[language]
    note = f"note 2020 --to-session 'Assembly 2020' --language {language}"
    first = teller.does(note)
    teller.does(f"approve-report 1 --sent-to en=All. --on 2020-03-20 {DESK}")
    second = teller.does(note)
    assert (first.count(noted), second.count(noted)) == (2, 1)
    assert [word for word in decide for text in (first, second) if word in text] == []
    if language == "en":
        assert second.count("is invited to take note of the report of the first meeting of MWG.\n") == 1
        assert "DRAFT. This report has not been submitted." in second


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_on_several_failures_tells_each_in_one_paragraph(with_topics: WithTopics, language: str) -> None:
    teller = with_topics("horns", "lamps", "oil")
    none = "--refer --meeting 1 --on 2020-03-03 " + CHAIR
    note = f"note 2020 --to-session 'Assembly 2020' --language {language} --as-of 2020-03-10"
    teller.does(
        f"record-no-consensus horns lamps --tried en='Talks (made up).' --words en='Off it goes (made up).' {none}",
        f"record-no-consensus oil --tried en='More talks (made up).' --words en='Off it goes (made up).' {none}",
    )
    told = teller.does(note).splitlines()
    both, oil = [line for line in told if "Off it goes (made up)" in line]
    assert ("Made-up lamps" in both, "Made-up oil" in both, "More talks" in both) == (True, False, False)
    assert ("Made-up lamps" in oil, "Made-up oil" in oil, "More talks" in oil) == (False, True, True)


def test_a_note_tells_apart_which_topics_the_group_decided_to_refer(with_topics: WithTopics) -> None:
    teller, at = with_topics("horns", "lamps"), "--meeting 1 --on 2020-03-03 " + CHAIR
    teller.does(
        f"record-no-consensus horns --tried en='Talks (made up).' --words en='Off it goes (made up).' --refer {at}",
        f"record-no-consensus lamps --tried en='Talks (made up).' {at}",
    )
    horns, lamps = [line for line in teller.does("note 2020 --as-of 2020-03-10").splitlines() if "Talks" in line]
    assert horns.startswith("3.1 On the topic “Made-up horns”, no consensus was reached at the first meeting")
    assert horns.endswith("The Group accordingly decided as follows: “Off it goes (made up).”")
    assert ("“Made-up lamps”" in lamps, lamps.endswith("Talks (made up).")) == (True, True)


def test_a_note_tells_of_topics_left_behind_by_their_day_though_it_was_told_late(with_topics: WithTopics) -> None:
    teller, note = with_topics("horns", "lamps", "oil", "ropes"), "note 2020"
    teller.does(
        f"record-no-consensus horns --tried en=All. --refer --words en=Refer. --meeting 1 --on 2020-03-03 {CHAIR}",
        "escalate horns --to-session 'Assembly 2020' --leaving lamps --leaving oil --leaving ropes --left en=Wait. "
        f"--on 2020-03-10 {DESK}",
        f"merge oil --into lamps --title en='Made-up light' --question en=Which? --meeting 1 --on 2020-03-03 {CHAIR}",
        f"set-aside ropes --words en=No. --meeting 2 --on 2020-09-08 {CHAIR}",
    )
    told = teller.does(note)
    assert "merged the topic “Made-up oil” into “Made-up lamps”, under the title “Made-up light”." in told
    assert "were not referred and remain before the Group: “Made-up light” and “Made-up ropes”." in told
    teller.does(f"annul oil#3 --why en=Slip. {CHAIR}")
    told = teller.does(note)
    assert "merged" not in told
    assert "remain before the Group: “Made-up lamps”, “Made-up oil” and “Made-up ropes”." in told
