"""What a rule is, and one trial of the rules of a row.

Here: the rule, required inputs, offices, places, the verdict, and contradictions of what came late.
May import: `workflow.subjects`, `workflow.records`, `workflow.motions`, `workflow.values`.
Door: `rule.py`.
"""
