"""Pages that everyone may read: rounds, topics, consultations, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import MINYEAR, date
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from escalade.models.reader import TopicRow
from escalade.services.views.consultations import is_over, open_consultations, page_topics
from escalade.services.views.diagram import svg
from escalade.services.views.difference import compare_words
from escalade.services.views.search import Find, Sought, find_texts
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.language import direction, key_of, sentences_in
from escalade.web.i18n.term import say_state
from escalade.web.i18n.wording import marks_of
from escalade.web.middleware.request_context import Here, Visit
from escalade.web.rendering.messages import SOURCE
from escalade.web.rendering.page import ENDED
from escalade.workflow.judge.problem import show_contradictions
from escalade.workflow.motions import Dispatch, Issue
from escalade.workflow.records.history import in_order_of_days
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.language_versions import languages
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.stand import decision_on, obligations
from escalade.workflow.subjects.topic import Topic, find_referral_without
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.words import find_places, split_words

IssuedPaper = tuple[Record, Issue]

ROUTER = APIRouter()
PAGE = 100
"""How many topics or rounds are shown at a time."""
CURRENT, FEW = 1, 4
"""Of how many rounds the first page shows topics, and how many of each and of what was referred."""
UNDECIDED = frozenset({"annulled", "merged", "withdrawn"})
"""How topics ended on which nobody decided; they are shown last."""
MOST_FOUND, MOST_TYPED = 50, 200
"""In how many things a page finds words, and how long what is typed may be."""
LONG = 200_000
"""From how many bytes on two texts are compared only for whoever asks."""
DECISIONS = ("approve", "decline", "lapse", "refer back", "take up", "record consensus", "record no consensus")


def topic(request: Request) -> Response:
    """A topic: its text, how it came about, and where it stands."""
    visit, round_ = Visit(request), request.path_params["round_"]
    with visit.reading() as sight:
        subject = sight.find(f"{round_}/{request.path_params['name']}", Topic)
        tags, group, asked = languages(subject.version), sight.standing.round(round_), request.query_params
        facts = {
            "topic": subject,
            "told": in_order_of_days(subject.told),
            **compare_versions(subject, asked, is_file=visit.published),
            "tags": tags,
            "tag": next((tag for tag in (asked.get("in"), visit.language, SOURCE, *tags) if tag in tags), ""),
            "papers": group_papers(group.papers, subject.reference),
            "contributions": [one for one in group.contributions if subject.reference in one[1].concerns],
            "replaced": group.replacements,
            "left": find_referral_without(subject, sight.standing.topics_of(round_)),
            "contradictions": show_contradictions(subject, sight.standing, sight.audience),
            "silence": silence_of(subject, sight.standing),
            "decided": decision_on(subject),
            "owed": obligations(subject, sight.standing),
            "replies": replies_to(subject),
        }
        return visit.page("public/topic.html", sight, facts)


ROUTER.add_route("/topics/{round_}/{name}", topic, methods=["GET"])


def compare_versions(subject: Topic, asked: Mapping[str, str], *, is_file: bool) -> dict[str, Any]:
    """Compare two texts of a topic, the last two unless others are asked for.

    Long ones are compared for whoever asks; a page that becomes a file answers nobody.
    """
    versions, is_asked = subject.versions, "old" in asked or "new" in asked
    newer = parse_version(asked.get("new"), len(versions), len(versions))
    older = parse_version(asked.get("old"), len(versions), max(newer - 1, 1))
    facts = {"older": older, "newer": newer, "asked": is_asked, "compared": [], "offered": len(versions) > 1}
    pair = [text for _, text in (versions[older - 1], versions[newer - 1])] if len(versions) > 1 else []
    if pair and (is_asked or is_file or sum(len(msgspec.json.encode(text)) for text in pair) <= LONG):
        facts |= {"compared": compare_words(*pair), "offered": False}
    return facts


@ROUTER.get("/")
def home(visit: Here, after: str = "", referred: str = "") -> Response:
    """What can be answered now, where topics stand, the last decision."""
    with visit.reading() as sight:
        standing = sight.standing
        names = sight.register.rounds(after, PAGE + 1)
        rounds = [one for name in names[:PAGE] if (one := standing.round(name)).state]
        open_ = open_consultations(standing)
        waiting, further = turn_page(page_topics(sight.register, referred, FEW, ("referred",)), sight, FEW)
        current = [(one, sorted(standing.topics_of(one.reference), key=live_first)) for one in rounds[:CURRENT]]
        shown = [*open_, *waiting, *(topic for _, some in current for topic in some)]
        beside = [(one, [topic for topic in some if topic.state != "referred"], len(some)) for one, some in current]
        known = {
            "body": standing.body.constitution(),
            "rounds": rounds,
            "onward": names[PAGE - 1] if len(names) > PAGE else "",
            "open": open_,
            "referred": waiting,
            "further": further,
            "current": [(one, some[:FEW], number) for one, some, number in beside if some],
            "decided": find_last_decision(shown),
        }
        return visit.page("public/home.html", sight, known)


def turn_page(rows: Sequence[TopicRow], sight: Sight, most: int) -> tuple[list[Topic], str]:
    """The topics of a page, and that behind which the next one begins."""
    topics = [topic for row in rows[:most] if (topic := sight.standing.topic(row.reference))]
    return topics, rows[most - 1].reference if len(rows) > most else ""


def live_first(topic: Topic) -> tuple[bool, bool, str]:
    """Put topics on their way first, those that nobody decided on last."""
    return topic.state in ENDED, topic.state in UNDECIDED, topic.reference


def find_last_decision(topics: Iterable[Topic]) -> tuple[Topic, Record] | None:
    """Find what was decided last; what waits for the chair is not decided."""
    found = [(topic, record) for topic in topics if (record := decision_on(topic)) and not record.waits]
    return max(found, key=lambda one: day_of(one[1]), default=None)


def day_of(record: Record) -> tuple[date, str]:
    """The day and the moment by which decisions are put in order."""
    return when(record.on).last or date.min, record.at


def replies_to(subject: Topic) -> int | None:
    """How many answered a consultation, where that is on record."""
    last = subject.last("record responses")
    count = getattr(last.motion, "count", None) if last else None
    return count if isinstance(count, int) else None


@ROUTER.get("/search")
def search(visit: Here, words: str = "") -> Response:
    """Find words in titles, texts, names and symbols."""
    with visit.reading() as sight:
        typed = words[:MOST_TYPED]
        wanted = [parts for word in typed.split() if (parts := split_words(word))]
        found, is_whole = find_words(wanted, sight) if wanted else ({}, True)
        rounds = sight.register.rounds() if wanted else []
        found = {**{name: [] for name in rounds if all(find_places(name, one) for one in wanted)}, **found}
        found = {name: in_one_language(texts, visit.language) for name, texts in found.items()}
        known = {"typed": typed, "wanted": wanted, "found": found, "is_whole": is_whole}
        return visit.page("public/search.html", sight, known)


def in_one_language(texts: Iterable[Find], language: str) -> list[Find]:
    """Take each text once; those found in a language come first, in it."""
    found: dict[tuple[str, str], Find] = {}
    for one in sorted(texts, key=lambda one: not one.field.endswith(f"({language})")):
        found.setdefault((one.record, one.field.rpartition(" (")[0] or one.field), one)
    return list(found.values())


def find_words(wanted: Sought, sight: Sight) -> tuple[dict[str, list[Find]], bool]:
    """Find texts that have all the words; say whether those are all."""
    found: dict[str, list[Find]] = {}
    for record in sight.register.find_records(wanted, behind=""):
        read = sight.standing.subject(record.subject).record(record.reference)
        if read and (texts := list(find_texts(read, wanted))):
            if len(found) >= MOST_FOUND and record.subject not in found:
                return found, False
            found.setdefault(record.subject, []).extend(texts)
    return found, True


@ROUTER.get("/rounds/{name}")
def round_(visit: Here, name: str, after: str = "") -> Response:
    """Where each topic of a round stands, in plain words."""
    with visit.reading() as sight:
        subject = sight.find(name, Round)
        rows = sight.register.topics(name, after=after, limit=PAGE + 1)
        topics, onward = turn_page(rows, sight, PAGE)
        known = {
            "round": subject,
            "topics": topics,
            "decided": find_last_decision(topics),
            "papers": group_papers(subject.papers),
            "unsent": find_unsent(subject),
            "onward": onward,
        }
        return visit.page("public/round.html", sight, known)


def find_unsent(group: Round) -> list[Record]:
    """Find the papers of a round of which nobody said that they were sent."""
    made = [one.motion for one in group.told if not one.annulled_by]
    sent = {name for one in made if isinstance(one, Dispatch) for name in one.records}
    return [record for record, _ in group.papers if record.reference not in sent]


def parse_version(asked: str | None, most: int, otherwise: int) -> int:
    """The number of a text version, counted from one."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) <= len(str(most)) else 0
    return number if 1 <= number <= most else otherwise


def group_papers(papers: Iterable[IssuedPaper], about: str = "") -> dict[tuple[str | None, str], list[IssuedPaper]]:
    """The papers on a topic and its whole round, or all, each with its files."""
    found: dict[tuple[str | None, str], list[IssuedPaper]] = {}
    for record, motion in papers:
        if not about or motion.subject in {None, about}:
            found.setdefault((motion.kind, motion.symbol), []).append((record, motion))
    return found


@ROUTER.get("/topics/{round_}/{name}/way.svg")
def way(visit: Here, round_: str, name: str) -> Response:
    """The life of a topic as a drawing, its present state marked."""
    with visit.reading() as sight:
        subject = sight.find(f"{round_}/{name}", Topic)
        key = key_of(sight.standing.body.constitution())
        drawn = drawing(subject.state, visit.language, sight.audience_at(subject.reference), key)
        headers = {**visit.headers, "cache-control": "no-cache"}
        return Response(drawn, media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=500)
def drawing(state: str | None, language: str, audience: str, key: bytes) -> bytes:
    """The life of a topic that stands somewhere, in one language."""
    say, comma = sentences_in(language, key).gettext, marks_of(language).comma
    stands = partial(say_state, say=say)
    return svg("topic", state, say, stands, audience, comma=comma, direction=direction(language)).encode()


@ROUTER.get("/decisions")
def decisions(visit: Here, after: str = "") -> Response:
    """What was decided, and the consultations that are over, by years."""
    with visit.reading() as sight:
        standing = sight.standing
        topics, onward = turn_page(page_topics(sight.register, after, PAGE), sight, PAGE)
        taken = group_by_act((topic, record) for topic in topics for record in topic.every(*DECISIONS))
        found: list[tuple[tuple[date, str], str, Any]] = [(day_of(some[0][1]), "decision", some) for some in taken]
        over = [(topic, launched[1]) for topic in topics if (launched := topic.launched) and is_over(topic, standing)]
        found += [(last_day(launch.closes), "over", topic) for topic, launch in over]
        if not onward:
            found += [(last_day(one[1].online_to), "earlier", one) for one in standing.body.consultations]
        found.sort(key=lambda one: one[0], reverse=True)
        by_year = groupby(found, key=lambda one: one[0][0].year)
        years = [(year if year > MINYEAR else "", list(some)) for year, some in by_year]
        return visit.page("public/decisions.html", sight, {"years": years, "onward": onward})


def last_day(on: str | None) -> tuple[date, str]:
    """The day by which a consultation is put in order."""
    return when(on or UNKNOWN).last or date.min, ""


def group_by_act(taken: Iterable[tuple[Topic, Record]]) -> list[list[tuple[Topic, Record]]]:
    """Put together what one act decided on several topics, in its order."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[Topic, Record]]] = {}
    for topic, record in taken:
        found.setdefault((record.act, record.touched), []).append((topic, record))
    return [sorted(some, key=lambda one: one[1].touched.index(one[1].reference)) for some in found.values()]
