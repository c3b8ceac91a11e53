"""Each kind of paper: what it says.

Here: one module for each kind, and the list of all kinds.
May import: `templates.contexts`, `templates.languages`, `templates.values`, `workflow`.
Door: `build.py`.
"""
