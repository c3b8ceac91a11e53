"""The body of the real rounds, and how a secretary types them; what is made up says so."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from escalade.models.cases import find_shipped_case, parse_case
from escalade.workflow.motions import Constitute, SetDeadline
from tests.stories.command import command

from .conftest import Teller

DESK, CHAIR = "--as Secretariat", "--as Al-Mazyed"
IN_FRENCH = {
    "Bulgaria": "Bulgarie", "Czech Republic": "République tchèque", "Netherlands": "Pays-Bas", "Sweden": "Suède",
    "United Kingdom": "Royaume-Uni", "United States": "États-Unis d’Amérique", "Finland": "Finlande",
    "Canada": "Canada", "Mexico": "Mexique",
}  # fmt: skip
"""The States of the joint statement of January 2013, as they are called in French."""
TITLES = {
    "spam": ("Spam", "Spam"),
    "ipv4": ("IPv4 addresses", "Adresses IPv4"),
    "development": ("Developmental aspects of the Internet", "Aspects de l'Internet liés au développement"),
    "ixp": ("Internet exchange points", "Points d'échange Internet"),
    "disabilities": (
        "Access to the Internet for persons with disabilities and specific needs",
        "Accès à l'Internet des personnes handicapées et des personnes ayant des besoins particuliers",
    ),
    "access": (
        "Creating an enabling environment for access to the Internet",
        "Créer un environnement propice pour l'accès à l'Internet",
    ),
}
"""The topics; questions are not at hand, and one is made up for each."""


def plain(citation: object) -> dict[str, str]:
    """A citation without the year of a version that came later."""
    return {tag: text.partition(" (")[0] for tag, text in whole(citation).items()}


def whole(citation: object) -> dict[str, str]:
    """A citation as it is."""
    texts: dict[str, str] = json.loads(msgspec.json.encode(citation))
    return texts


def beginning(folder: Path, cite: Callable[[object], dict[str, str]] = plain) -> Iterator[str]:
    """How the group of the shipped case is constituted, its texts cited without their later versions unless told."""
    for act in parse_case(find_shipped_case("cwg_internet_2017")):
        motion = act.motion
        if isinstance(motion, Constitute):
            texts = {
                key: msgspec.structs.replace(text, citation=cite(text.citation)) for key, text in motion.texts.items()
            }
            names = {name: {"en": name, "fr": said} for name, said in IN_FRENCH.items()}
            motion = msgspec.structs.replace(
                motion, texts=texts, names={**motion.names, **names}, symbol_series=("C13", "C15", "CWG-Internet"), tasks=(),
            )  # fmt: skip
        elif not (isinstance(motion, SetDeadline) and motion.stage == "hearing"):
            continue
        yield shlex.join(command(motion, folder))


def begin(teller: Teller, folder: Path, cite: Callable[[object], dict[str, str]] = plain) -> Teller:
    """Constitute it."""
    for line in beginning(folder, cite):
        teller.does(line)
    return teller


def propose(teller: Teller, round_: str, topic: str, by: str) -> None:
    """Put a topic of the real rounds forward; who did, and its questions, are not known."""
    english, french = (shlex.quote(title) for title in TITLES[topic])
    teller.does(
        f"propose {round_}/{topic} --unattributed --title en={english} --title fr={french} --question en='Made-up question?' "
        f"--question fr='Question inventée ?' --on ..{by} {DESK}"
    )


def convene(teller: Teller, number: int, opens: str, closes: str, place: str = "Geneva (Switzerland)") -> None:
    """Convene a meeting of the group; on what day that was done is not known."""
    french = {"Geneva (Switzerland)": "Genève (Suisse)"}.get(place, "Lieu inventé")
    teller.does(
        f"convene {number} --opens {opens} --closes {closes} --place en='{place}' --place fr='{french}' --on unknown {DESK}"
    )


def paragraphs(teller: Teller, line: str) -> list[str]:
    """The lines of a paper that say something: no seal, and nothing empty."""
    return [one for one in teller.does(line).splitlines() if one and not one.startswith(("<!--", "**", "---"))]


def stands(teller: Teller, line: str) -> dict[tuple[str, str], str]:
    """How each line of a plan stands, by what is to be done and of what."""
    rows = json.loads(teller.does(f"{line} --format json"))["lines"]
    return {(row["stage"], row["subject"].rpartition("/")[2]): row["sentence"] for row in rows}
