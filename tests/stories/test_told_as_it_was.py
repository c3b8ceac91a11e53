"""What papers and readings say of changed plans, of what came later, and of what nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

IN_ORDER = {
    "en": "successively, in the following order:",
    "fr": "l’un après l’autre, dans l’ordre suivant :",
    "es": "sucesivamente, en el orden siguiente:",
    "ru": "последовательно в следующем порядке:",
    "zh": "顺序如下：",  # noqa: RUF001  # the words of the paper
    "ar": "واحداً تلو الآخر بالترتيب التالي:",
}


def test_an_order_names_no_topic_that_was_declined_since(with_topics: Callable[..., Teller]) -> None:
    teller, council = with_topics("lamps", "horns", "oil"), "--as 'Made-up Assembly Desk'"
    desk = "--as 'Made-up Desk'"
    teller.does(
        "record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-03-04 {desk}",
        f"approve lamps horns oil --words en=Yes. --in-order --session 'Assembly 2020' --sitting 1 --on 2020-06-02 "
        f"{council}",
        f"launch lamps --opens 2020-07-01 --closes 2020-09-01 --on 2020-06-20 {desk}",
        f"convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --sitting 1=2021-06-02 "
        f"--on 2020-07-01 {council}",
    )
    for left in (("horns", "lamps", "oil"), ("lamps", "oil"), ()):
        for language in AVAILABLE:
            lines = teller.does(f"notice lamps --language {language}").splitlines()
            told = [titles for line in lines for _, order, titles in [line.partition(IN_ORDER[language])] if order]
            named = {name for titles in told for name in ("horns", "lamps", "oil") if f"Made-up {name}" in titles}
            assert (language, len(told), named) == (language, bool(left), set(left))
        declined = {3: "horns", 2: "oil"}.get(len(left))
        if declined:
            teller.does(
                f"decline {declined} --words en=No. --session 'Assembly 2021' --sitting 1 --on 2021-06-02 {council}"
            )
