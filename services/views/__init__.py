"""Answers as data, for the command line, the API and the pages.

Here: records, plans, diagrams, search and differences as readers see them.
May import: `services.acts`, `models`, `workflow`.
Door: `data.py`, one shape for each answer.
"""
