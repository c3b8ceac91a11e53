"""A short real example of each act, for its help."""

from __future__ import annotations

from escalade.services.acts.suggestions import Typist

EXAMPLES = {
    "constitute": 'escalade constitute --as "Made-up Desk" --from body.toml',
    "appoint": ('escalade appoint "Made-up Chair" --office chair --since 2020-03-02 --as "Made-up Desk"'),
    "amend constitution": (
        'escalade amend-constitution --seat en="Made-up Harbour" --authority en="Decision 3" --as "Made-up Desk"'
    ),
    "set deadline": (
        "escalade set-deadline note --stage note --span 4 --unit weeks --direction before \\\n"
        '  --anchor session-opening --basis referral --since 2020-01-01 --as "Made-up Desk"'
    ),
    "convene": (
        'escalade convene 1 --opens 2020-03-02 --closes 2020-03-03 --place en="Made-up City" --as "Made-up Desk"\n'
        'escalade convene --session "Assembly 2020" --opens 2020-06-01 --closes 2020-06-12 \\\n'
        '  --place en="Made-up City" --sitting 2=2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "approve report": (
        'escalade approve-report 1 --sent-to en="all members" --paragraph 2020/fog#3=5.4 \\\n'
        '  --on ..2020-03-31 --as "Made-up Desk"'
    ),
    "publish key": 'escalade publish-key "made-up.example/group+…+…" --as "Made-up Desk"',
    "revoke key": (
        'escalade revoke-key "made-up.example/group+…+…" --why en="Replaced." \\\n'
        '  --reason retired --as "Made-up Desk"'
    ),
    "hand over": 'escalade hand-over "Made-up Assembly Desk" --as "Made-up Desk"',
    "take over": 'escalade take-over --as "Made-up Assembly Desk"',
    "take back": 'escalade take-back --why en="It never arrived." --as "Made-up Desk"',
    "record consultation": (
        'escalade record-consultation --title en="Buoys" --online-from 2018-02 \\\n'
        '  --online-to 2018-09 --physical 2018-10-11 --responses not-at-hand --summary not-at-hand --as "Made-up Desk"'
    ),
    "open round": 'escalade open-round 2020 --title en="Topic of the next consultation" --as "Made-up Desk"',
    "receive": ('escalade receive MA20/8 --by-state "Made-up Land" --concerns 2020/fog --as "Made-up Assembly Desk"'),
    "propose": (
        'escalade propose 2020/fog --title en="Fog signals" --question en="What is a good signal?" \\\n'
        '  --by-state "Made-up Land" --as "Made-up Desk"'
    ),
    "introduce": (
        'escalade introduce 2020/bells --replaces 2020/fog --title en="Bells" --unattributed \\\n'
        '  --session "Assembly 2020" --on 2020-06-02 --as "Made-up Assembly Desk"'
    ),
    "revise": 'escalade revise 2020/fog --title en="Fog [signals]" --source MWG-2/3 --as "Made-up Desk"',
    "take position": (
        'escalade take-position 2020/fog --holder "Made-up Land" --stance support --text en="In favour." \\\n'
        '  --source MA20/8 --as "Made-up Assembly Desk"'
    ),
    "lift objection": (
        'escalade lift-objection 2020/fog --holder "Made-up Isle" --how not-maintained --as "Made-up Desk"'
    ),
    "record statement": (
        'escalade record-statement 2020/fog --holder "Made-up Isle" --nature reservation \\\n'
        '  --text en="Our view." --as "Made-up Desk"'
    ),
    "merge": ('escalade merge 2020/fog --into 2020/lamps --title en="Signals" --meeting 1 --as "Made-up Chair"'),
    "withdraw": 'escalade withdraw 2020/fog --asked-by "Made-up Land" --as "Made-up Desk"',
    "open debate": 'escalade open-debate 2020/fog 2020/horns --meeting 1 --on 2020-03-02 --as "Made-up Chair"',
    "defer": (
        'escalade defer 2020/fog --to-meeting 2 --meeting 1 --as "Made-up Chair"\n'
        'escalade defer 2020/fog --to-sitting 2 --session "Assembly 2020" --sitting 1 --on 2020-06-02 \\\n'
        '  --as "Made-up Assembly Desk"'
    ),
    "circulate": 'escalade circulate 2020/fog --until "2020-03-10T18:00 Europe/Lisbon" --as "Made-up Chair"',
    "record consensus": (
        'escalade record-consensus 2020/fog --set-aside-others --meeting 1 --on 2020-03-03 --as "Made-up Chair"'
    ),
    "record no consensus": (
        'escalade record-no-consensus 2020 --tried en="Two rounds of views." --refer --words not-at-hand \\\n'
        '  --meeting 1 --on 2020-03-03 --as "Made-up Chair"'
    ),
    "set aside": 'escalade set-aside 2020/horns --meeting 1 --on 2020-03-03 --as "Made-up Chair"',
    "reopen debate": 'escalade reopen-debate 2020/fog --meeting 2 --as "Made-up Chair"',
    "endorse": 'escalade endorse 2020/fog#3 --as "Made-up Chair"',
    "escalate": (
        'escalade escalate 2020 --to-session "Assembly 2020" --document MA20/5 --on 2020-04-06 --as "Made-up Desk"'
    ),
    "launch": (
        'escalade launch 2020/fog --opens 2020-07-01 --closes 2020-09-01 --physical 2020-10-01 --as "Made-up Desk"'
    ),
    "extend": 'escalade extend 2020/fog --closes 2020-09-10 --as "Made-up Desk"',
    "record responses": (
        "escalade record-responses 2020/fog --count 62 --by-category keepers=20 \\\n"
        '  --where not-at-hand --as "Made-up Desk"'
    ),
    "record hearing": (
        'escalade record-hearing 2020/fog --held 2020-10-01 --presided-by "Made-up Chair" \\\n'
        '  --summary not-at-hand --as "Made-up Desk"'
    ),
    "call off hearing": ('escalade call-off-hearing 2020/fog --reason en="The hall was flooded." --as "Made-up Desk"'),
    "close": 'escalade close 2020/fog --as "Made-up Desk"',
    "cancel": (
        'escalade cancel 2020/fog --authority en="Decision 9" --notice en="It is called off." --as "Made-up Desk"'
    ),
    "record consideration": (
        'escalade record-consideration 2020/fog --meeting 2 --words not-at-hand --as "Made-up Desk"'
    ),
    "fulfil": 'escalade fulfil 2020/fog --condition 1 --words en="The answers were published." --as "Made-up Desk"',
    "take up": (
        'escalade take-up 2020/fog --words en="The Assembly takes the matter up." --session "Assembly 2020" \\\n'
        '  --sitting 1 --on 2020-06-02 --as "Made-up Assembly Desk"'
    ),
    "approve": (
        "escalade approve 2020/fog 2020/horns --in-order --words not-at-hand --amended 2020/fog=fog.toml \\\n"
        '  --session "Assembly 2020" --sitting 2 --document MA20/DL/7 --provisional --on 2020-06-10 \\\n'
        '  --as "Made-up Assembly Desk"'
    ),
    "decline": (
        'escalade decline 2020/horns --words en="Not retained." --how vote --votes 12,30,4 \\\n'
        '  --session "Assembly 2020" --sitting 2 --on 2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "lapse": (
        'escalade lapse 2020/horns --session "Assembly 2020" --sitting 2 --on 2020-06-10 \\\n'
        '  --as "Made-up Assembly Desk"'
    ),
    "refer back": (
        'escalade refer-back 2020/fog --guidance en="Narrow the scope." --session "Assembly 2020" --sitting 2 \\\n'
        '  --on 2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "take note": (
        'escalade take-note 2020 --words en="The Assembly took note." --session "Assembly 2020" --sitting 2 \\\n'
        '  --on 2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "record no decision": (
        'escalade record-no-decision 2020 --words en="The Assembly came to no decision." \\\n'
        '  --session "Assembly 2020" --on 2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "confirm": ('escalade confirm 2020/fog#7 2020/horns#7 --document "MA20/80(Rev.1)" --as "Made-up Assembly Desk"'),
    "correct": (
        'escalade correct 2020/fog#3 --why en="A slip." --words en="As adopted." --as "Made-up Chair"\n'
        'escalade correct 2020/fog#7 --why en="The wrong day." --set on=2020-06-10 --as "Made-up Assembly Desk"'
    ),
    "receive translation": (
        'escalade receive-translation 2020/fog#1 --language fr --text version.title="Signaux de brume" \\\n'
        '  --standing unofficial-translation --as "Made-up Desk"'
    ),
    "annul": 'escalade annul 2020/fog#4 --why en="Gavelled in error." --as "Made-up Chair"',
    "redact": 'escalade redact 2020/fog#5 --why en="The person asked for it." --as "Made-up Desk"',
    "dispatch": 'escalade dispatch 2020#2 --to en="Made-up Members" --reference MWG/1 --as "Made-up Desk"',
    "issue": 'escalade issue 2020 --kind note --symbol MA20/5 --language en --form docx --as "Made-up Desk"',
}


def example_of(act: str) -> str:
    """The example of an act; made from its row where none is written."""
    if act in EXAMPLES:
        return EXAMPLES[act]

    return Typist(None).act_command(act, "2020/fog")
