"""Refusals as a visitor may read them: nobody is named who is not to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.acts.bind import ActInput, bind
from escalade.services.acts.remedies import offer_what_would_pass
from escalade.web.auth.scoped_reader import Sight
from escalade.workflow.perform import perform
from escalade.workflow.rules.trial.rule import find_rule
from escalade.workflow.values.errors import EscaladeError, RefusalError, RulesBrokenError
from escalade.workflow.values.remedy import Cause


def as_seen(refusal: RulesBrokenError, given: ActInput, sight: Sight) -> RefusalError:
    """A refusal that names nobody whom the visitor is not shown."""
    seen = tuple[Cause, ...]()
    try:
        motion, _ = bind(given, sight.register)
        zone = sight.whole.body.time_zone
        perform(Stamp(now, new_salt).on(motion, sight.whole.last_at, zone), sight.standing)
    except RefusalError as found:
        seen = found.causes
    except EscaladeError:  # what the act names is not there for the visitor
        seen = ()
    return RulesBrokenError(refusal.act, offer_what_would_pass(anonymise(refusal.causes, seen), sight.standing))


def anonymise(causes: Iterable[Cause], seen: Iterable[Cause]) -> tuple[Cause, ...]:
    """Causes as they are found on what a visitor may see.

    What is not found there is told by its rule alone.

    Args:
        causes: what is in the way.
        seen: what would be in the way, were the register what the visitor sees.
    """
    found = defaultdict[tuple[str, str], list[Cause]](list)
    for cause in seen:
        found[cause.rule, cause.subject].append(cause)
    return tuple(found[key].pop(0) if found[key := (one.rule, one.subject)] else _bare(one) for one in causes)


def _bare(cause: Cause) -> Cause:
    """A cause that says which rule is broken, and by whom or what no more."""
    try:
        sentence = find_rule(cause.rule).sentence
    except LookupError:  # of the act as a whole, and not of a rule: it names offices and references alone
        return cause
    return msgspec.structs.replace(
        cause, sentence=sentence, remedy=msgspec.structs.replace(cause.remedy, given={}, note="")
    )
