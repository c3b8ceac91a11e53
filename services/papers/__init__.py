"""A paper to be checked, edited or issued.

Here: drafts, findings, files that people edited, what stands in the way of an issue.
May import: `services.acts`, `models`, `templates`, `workflow`.
Door: `draft.py`, and `issue.py`.
"""
