"""The sections that papers share.

Here: the account of activities, the box, views expressed.
May import: `templates.contexts`, `templates.languages`, `templates.values`, `workflow`.
Door: a module named like its section.
"""
