"""A short real example of each act, for its help."""

from __future__ import annotations

EXAMPLES = {
    "constitute": "escalade constitute --as Secretariat --from body.toml",
    "appoint": 'escalade appoint "Ana Ruiz" --office chair --state en=Spain --since 2017-02-06 --as Secretariat',
    "amend constitution": 'escalade amend-constitution --seat en=Bonn --authority en="Decision 3" --as Secretariat',
    "convene": (
        "escalade convene 9 --opens 2017-02-06 --closes 2017-02-07 --place en=Geneva --as Secretariat\n"
        'escalade convene --session "Council 2017" --opens 2017-05-15 --closes 2017-05-25 \\\n'
        '  --place en=Geneva --sitting 8=2017-05-24 --as "Council secretariat"'
    ),
    "approve report": (
        'escalade approve-report 9 --sent-to en="all members" --paragraph 2017/ott#3=5.4 \\\n'
        "  --on ..2017-03-31 --as Secretariat"
    ),
    "record consultation": (
        'escalade record-consultation --title en="Access to the Internet" --online-from 2016-02 \\\n'
        "  --online-to 2016-09 --physical 2016-10-11 --responses not-at-hand --summary not-at-hand --as Secretariat"
    ),
    "open round": 'escalade open-round 2017 --title en="Theme of the next consultation" --as Secretariat',
    "receive": 'escalade receive C17/88 --by-state India --concerns 2017/ott --as "Council secretariat"',
    "propose": (
        'escalade propose 2017/ott --title en="Policy for OTTs" --question en="What are the prospects?" \\\n'
        "  --by-state India --as Secretariat"
    ),
    "introduce": (
        'escalade introduce 2017/access --replaces 2017/ott --title en="Access" --unattributed \\\n'
        '  --session "Council 2017" --on 2017-05-19 --as "Council secretariat"'
    ),
    "revise": 'escalade revise 2017/ott --title en="Policy for [OTTs]" --source C17/DT/4 --as Secretariat',
    "take position": (
        'escalade take-position 2017/ott --holder India --stance support --text en="In favour." \\\n'
        '  --source C17/88 --as "Council secretariat"'
    ),
    "lift objection": "escalade lift-objection 2017/ott --holder China --how not-maintained --as Secretariat",
    "record statement": (
        "escalade record-statement 2017/ott --holder China --nature reservation \\\n"
        '  --text en="Our view." --as Secretariat'
    ),
    "merge": 'escalade merge 2017/ott --into 2017/apps --title en="OTTs and applications" --meeting 9 --as Ruiz',
    "withdraw": "escalade withdraw 2017/ott --asked-by India --as Secretariat",
    "open debate": "escalade open-debate 2017/ott 2017/gender --meeting 9 --on 2017-02-06 --as Ruiz",
    "defer": (
        "escalade defer 2017/ott --to-meeting 10 --meeting 9 --as Ruiz\n"
        'escalade defer 2017/ott --to-sitting 8 --session "Council 2017" --sitting 5 --on 2017-05-19 \\\n'
        '  --as "Council secretariat"'
    ),
    "record consensus": "escalade record-consensus 2017/ott --set-aside-others --meeting 9 --on 2017-02-07 --as Ruiz",
    "record no consensus": (
        'escalade record-no-consensus 2017 --tried en="Two rounds of views." --refer --words not-at-hand \\\n'
        "  --meeting 9 --on 2017-02-07 --as Ruiz"
    ),
    "set aside": "escalade set-aside 2017/gender --meeting 9 --on 2017-02-07 --as Ruiz",
    "reopen debate": "escalade reopen-debate 2017/ott --meeting 10 --as Ruiz",
    "endorse": "escalade endorse 2017/ott#3 --as Ruiz",
    "escalate": 'escalade escalate 2017 --to-session "Council 2017" --document C17/51 --on 2017-03-31 --as Secretariat',
    "launch": "escalade launch 2017/ott --opens 2017-05-26 --closes 2017-08-20 --physical 2017-09-18 --as Secretariat",
    "extend": "escalade extend 2017/ott --closes 2017-09-01 --as Secretariat",
    "record responses": (
        "escalade record-responses 2017/ott --count 62 --by-category Government=20 \\\n"
        "  --where not-at-hand --as Secretariat"
    ),
    "record hearing": (
        'escalade record-hearing 2017/ott --held 2017-09-18 --presided-by "Ana Ruiz" \\\n'
        "  --summary not-at-hand --as Secretariat"
    ),
    "close": "escalade close 2017/ott --as Secretariat",
    "cancel": 'escalade cancel 2017/ott --authority en="Decision 9" --notice en="It is called off." --as Secretariat',
    "record consideration": "escalade record-consideration 2017/ott --meeting 10 --words not-at-hand --as Secretariat",
    "take up": (
        'escalade take-up 2017/ott --words en="The Council takes the matter up." --session "Council 2017" \\\n'
        '  --sitting 5 --on 2017-05-19 --as "Council secretariat"'
    ),
    "approve": (
        "escalade approve 2017/ott 2017/gender --in-order --words not-at-hand --amended 2017/ott=ott.toml \\\n"
        '  --session "Council 2017" --sitting 8 --document C17/DL/7 --provisional --on 2017-05-24 \\\n'
        '  --as "Council secretariat"'
    ),
    "decline": (
        'escalade decline 2017/gender --words en="Not retained." --how vote --votes 12,30,4 \\\n'
        '  --session "Council 2017" --sitting 8 --on 2017-05-24 --as "Council secretariat"'
    ),
    "lapse": (
        'escalade lapse 2017/gender --session "Council 2017" --sitting 8 --on 2017-05-24 \\\n'
        '  --as "Council secretariat"'
    ),
    "refer back": (
        'escalade refer-back 2017/ott --guidance en="Narrow the scope." --session "Council 2017" --sitting 8 \\\n'
        '  --on 2017-05-24 --as "Council secretariat"'
    ),
    "take note": (
        'escalade take-note 2017 --words en="The Council took note." --session "Council 2017" --sitting 8 \\\n'
        '  --on 2017-05-24 --as "Council secretariat"'
    ),
    "confirm": 'escalade confirm 2017/ott#7 2017/gender#7 --document "C17/130(Rev.1)" --as "Council secretariat"',
    "correct": (
        'escalade correct 2017/ott#3 --why en="A slip." --words en="As adopted." --as Ruiz\n'
        'escalade correct 2017/ott#7 --why en="The wrong day." --set on=2017-05-24 --as "Council secretariat"'
    ),
    "annul": 'escalade annul 2017/ott#4 --why en="Gavelled in error." --as Ruiz',
}


def example_of(act: str) -> str:
    """The example of an act; made from its row where none is written."""
    if act in EXAMPLES:
        return EXAMPLES[act]
    from escalade.commands.typed import Typist

    return Typist(None).act_command(act, "2017/ott")
