"""A consultation that was launched, its physical meeting planned."""

LAUNCHED = """
[[act]]
act = "propose"
of = ["2020/fog"]
by = "Made-up Desk"
on = "2020-02-10"
unattributed = true
[act.version]
title = { en = "Fog" }
questions = [{ en = "What is fog?" }]
source = "MA20/2"

[[act]]
act = "open debate"
of = ["2020/fog"]
by = "Made-up Chair"
on = "2020-03-02"
evidence = { meeting = "1" }

[[act]]
act = "record consensus"
of = ["2020/fog"]
by = "Made-up Chair"
on = "2020-03-03"
evidence = { meeting = "1" }

[[act]]
act = "launch"
of = ["2020/fog"]
by = "Made-up Desk"
on = "2020-04-01"
opens = "2020-04-01"
closes = "2020-06-01"
physical = "2020-07-01"
"""
