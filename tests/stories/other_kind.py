# ruff: noqa: RUF001  # Russian is written in Cyrillic
"""What papers of a body of another kind must not say: the words of consultations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .conftest import Teller

PAPERS_OF_OURS = {
    "en": re.compile(r"consultation|online|theme|physical|(?-i:\bGroup\b)", re.IGNORECASE),
    "es": re.compile(r"consulta\b|consultas\b|en línea|presencial|(?-i:\bGrupo\b)", re.IGNORECASE),
    "fr": re.compile(r"consultation|en ligne|en présence|(?-i:\bGroupe\b)", re.IGNORECASE),
    "ru": re.compile(r"консультаци|онлайн|очно|(?-i:\bГрупп(?!а государств))", re.IGNORECASE),
    "ar": re.compile(r"مشاور|الإلكتروني|إلكترونياً|الحضوري|الفريق|للفريق"),
    "zh": re.compile(r"磋商|网上|面对面|本组(?!织)"),
}
"""By language, our words for a consultation and its phases."""


def papers(teller: Teller, kinds: Mapping[str, str], language: str) -> Iterator[str]:
    """Papers of some kinds, each on what is named."""
    for kind, of in kinds.items():
        yield teller.does(f"{kind} {of} --language {language}")


SAID_OF_OURS = {
    "en": re.compile(
        r"consultation|theme|physical|online|\brounds?\b|\bsessions?\b(?![/=])|\bthe council\b|\bthe group\b(?! of states)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!se )\bconsultas?\b|(?<!publicación )en línea|presencial|\b(?:del|al|el) (?:consejo|grupo\b(?! de))\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"consultation|(?<!mise )en ligne|physique|l[ea] conseil\b|du conseil\b(?! \()|(?<!ou )\b(?:le|du|au) groupe\b(?! d[e’])",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"консультаци|онлайн|\bочн|(?<!вымышленного )(?<!секретариат )\bсовета\b|(?-i:\bГрупп(?!а государств))|собрани[ея] группы|член\w* группы",
        re.IGNORECASE,
    ),
    "ar": re.compile(r"مشاور|المرحلة الإلكتروني|مرحلتها الإلكتروني|حضوري|المجلس\b|الفريق|للفريق"),
    "zh": re.compile(r"磋商|网上|面对面|理事会|本组(?!织)"),
}
"""By language of the pages, what nothing says that the program says of itself."""
OF_BODY = re.compile(
    r"https?://\S+|Made-up (?:\w+ )?Council|Conseil imaginaire des objections|n° 3 du Conseil|член совета № 3|Secrétariat du Conseil|Council Secretariat"
)
"""What the bodies themselves are called."""
