"""Answers as data, for the command line, the API and the pages.

Here: records, plans, diagrams, feeds, search and differences as readers see them, each in one shape.
May import: `services.acts`, `models`, `workflow`.
Door: `record.py`, and `outlook.py`.
"""
