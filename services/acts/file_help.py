"""Help on the file of an option, by example: a line or two of TOML."""

from __future__ import annotations

from escalade.workflow.values.message import Message

TEXT = 'title.en = "Fog signals"\nquestions = [{ en = "What is a good signal?" }]'

HOLDS = {
    "legal-text": 'mandate.citation.en = "Made-up Decision 1"\nmodalities.citation.en = "Made-up Decision 2"',
    "names-file": '"Made-up Land".fr = "Pays inventé"',
    "office-titles-file": 'chair.en = "Chair"\nsecretariat.en = "Secretariat"',
    "nouns-file": 'consultation.en = { one = "call for comments", many = "calls for comments" }',
    "languages-file": 'note = ["en", "fr"]',
    "officers-file": 'officers = [{ name = "Made-up Desk", office = "secretariat", desk = true }]',
    "text-file": TEXT,
    "amended": TEXT,
}
"""By the option that names the file."""


def holding(option: str) -> str:
    """Say as a clause what the file of an option holds; else nothing."""
    if option not in HOLDS:
        return ""
    return Message("its file holds, in TOML, lines such as {line}", line=HOLDS[option].partition("\n")[0])
