"""The two bodies of a document, learned from what it says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from escalade.templates.checks.document import Document
from escalade.templates.reading.slots import as_pattern, mask_quotations, pattern_of, strip_marks

_NAMED = re.compile(r"(?:^|[.:;] |\n)(?P<name>[^()]{8,300}?) ?\((?P<inside>[^()]*)\)")
_ACRONYM = re.compile(r"[A-Z\u0410-\u042f][\w-]*[A-Z\u0410-\u042f][\w-]*")
_ARTICLE = re.compile(r"(?:the|le|la|les|el|los|las|au|aux|à la|du|de la) |l'", re.IGNORECASE)


def learn_bodies(document: Document) -> Mapping[str, str]:
    """How a document calls the group (name, G, A) and its superior (U)."""
    texts = [passage.text for passage in (*document.part("action"), *document.body)]
    found: dict[str, str] = {}
    for passage in document.body:
        masked = mask_quotations(passage.text)
        match = _NAMED.search(masked.text)
        if match and (_ACRONYM.search(match["inside"]) or re.search(as_pattern("<Q>"), match["inside"])):
            inside = masked.unmask(match["inside"])
            quoted = masked.slots_in(match["inside"]).get("Q", ())
            acronym = _ACRONYM.search(inside)
            if acronym and not re.search(r"\d", inside.replace(acronym[0], "")):
                found.setdefault("name", bare(masked.unmask(match["name"]).strip()))
                found.setdefault("A", acronym[0])
            found |= {"G": strip_marks(quoted[0])} if quoted else {}
    if "A" in found:
        found.setdefault("G", found["A"])
    for text in texts:
        match = pattern_of("invited", document.language).match(text)
        if match:
            found["U"] = bare(match[1].strip())
            break
    return found


def bare(name: str) -> str:
    """A name without the article that it begins with."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
