"""Each kind of paper: what it says, from the records to a tree of facts.

The law of this package: it reads a standing and the words of one language,
never the database, a clock or a form. What a paper prints is made here, so
that all forms and languages say the same.
Here: one module for each kind, and the list of all kinds.
May import: `templates.languages`, `templates.values`, `workflow`.
Door: `build.py`.
"""
