"""How our nouns stand in the sentences of a language."""

from __future__ import annotations

import pytest

from escalade.web.i18n.language import LANGUAGES
from escalade.web.i18n.noun_table import ALONE, CONTEXT, OwnWord, noun_table

OTHERS = tuple(language for language in LANGUAGES if language != "en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_is_found_in_its_own_table(language: str) -> None:
    table = noun_table(language)
    assert table.words
    for form in table.words:
        found = table.pattern.search(form.removeprefix(ALONE))
        assert found is not None, form
        assert found["alone"] or found["ours"] or found["kept"], form
        if form.startswith(ALONE) and not found["kept"]:
            assert found["alone"] == form.removeprefix(ALONE)
        assert CONTEXT not in form


@pytest.mark.parametrize("language", OTHERS)
def test_the_context_of_a_form_is_its_beginning(language: str) -> None:
    contexts = {form: word.context for form, word in noun_table(language).words.items() if word.context}
    assert all(form.removeprefix(ALONE).startswith(context.removeprefix(ALONE)) for form, context in contexts.items())


def test_several_are_meant_where_the_noun_stands_in_the_plural() -> None:
    templates = ("{one}", "{many}", "{one:genitive}", "{many:genitive}")
    assert [OwnWord("round", one).is_plural for one in templates] == [False, True, False, True]
