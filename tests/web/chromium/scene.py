"""A round in full swing: topics in many states, for pages to show."""

from __future__ import annotations

import shlex
from pathlib import Path

from escalade.cli import run

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
MET = f"--meeting 1 --on 2020-03-02 {CHAIR}"
SAT = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"
HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> {{ 7 * 7 }} مرحبا " + "Leuchtturm" * 9
"""A title that no page may take for anything but words."""
QUOTED = shlex.quote(HOSTILE)

TOPICS = ("2021/fog", "2021/horn", "2020/light", "2020/buoy", "2020/keeper", "2020/signal", "2020/stair")
REST = "light buoy keeper signal stair"
SCENE = [
    f"open-round 2021 --title en='Made-up round' --on 2020-02-04 {DESK}",
    *(
        f"propose {name} --title en='Made-up {name}' --title de='Erfunden: {name}' --invitation en='Say\nwhat.' "
        f"--question en='What of {name}?' --question de='Was ist mit {name}?' --by-state 'Made-up Land' "
        f"--on 2020-02-10 {DESK}"
        for name in TOPICS
    ),
    f"propose 2021/rock --title en={QUOTED} --question en={QUOTED} --by-state 'Made-up Land' --on 2020-02-10 {DESK}",
    f"receive MWG-1/4 --by-state 'Made-up Land' --concerns fog --on 2020-02-12 {DESK}",
    f"open-debate fog rock {REST} {MET}",
    f"revise fog --title en='Made-up fog' --question en='What of [thick] fog?' --source MWG-1/4 --on 2020-03-02 {DESK}",
    f"take-position fog --holder Isle --stance object --text en='We [cannot].' --source MWG-1/5 --on 2020-03-02 {DESK}",
    f"record-statement rock --holder Isle --text en={QUOTED} --on 2020-03-02 {DESK}",
    f"record-consensus rock --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}",
    f"record-no-consensus {REST} --tried en=Much --refer --words not-at-hand {MET}",
    f"approve-report 1 --sent-to en=All --on 2020-03-10 {DESK}",
    f"escalate {REST[:-6]} --leaving stair --left not-at-hand --to-session 'Assembly 2020' --on 2020-04-06 {DESK}",
    f"approve light buoy keeper --in-order --words en='So be it.' --condition en=Publish. --provisional {SAT}",
    f"launch light --opens 2020-07-01 --closes 2020-08-01 --physical 2020-09-01 --on 2020-07-01 {DESK}",
    f"launch buoy --opens 2020-07-01 --closes 2999-08-01 --physical 2999-09-01 --on 2020-08-02 {DESK}",
    f"record-responses light --count 3 --by-category Keepers=3 --where not-at-hand --on 2020-08-02 {DESK}",
    f"close light --reason en='None came.' --on 2020-09-02 {DESK}",
]


def played(register: Path) -> Path:
    """The scene, played on the register of the body that does not exist."""
    for line in SCENE:
        code = run(["--register", str(register), "--quiet", *shlex.split(line)])
        assert code == 0, line
    return register
