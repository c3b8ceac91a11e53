"""The commands that write, check and issue papers.

Here: paper kinds, revisions, templates and the hand-over to translators.
May import: `commands.reads`, `commands.acts`, `commands.terminal`, `services` and all below.
Door: `paper.py` for drafts, `issue.py` for what is issued.
"""
