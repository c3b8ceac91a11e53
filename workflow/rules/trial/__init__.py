"""What a rule is, and one trial of the rules of a row.

Here: the rule and its trial, with the office of the act, inputs that a row asks for, and places.
May import: `workflow.subjects`, `workflow.records`, `workflow.motions`, `workflow.values`.
Door: `rule.py`.
"""
