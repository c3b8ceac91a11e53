"""What a rule is, and one trial of the rules of a row.

Here: the rule, required inputs, offices, places, and the verdict.
May import: `workflow.subjects`, `workflow.records`, `workflow.motions`, `workflow.values`.
Door: `rule.py`.
"""
