"""What a rule is, and one trial of the rules of a row.

Here: the rule, required inputs, offices, and places.
May import: `workflow.subjects`, `workflow.records`, `workflow.motions`, `workflow.values`.
Door: `rule.py`.
"""
