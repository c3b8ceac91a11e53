"""The pages: one register and one procedure, shown to whoever may see it.

Here: what one sees. A page decides nothing and remembers nothing; it works without scripts, and speaks one's language.
May import: `services`, `models`, `templates`, `workflow`.
Door: `app.py`, whose `create_app` makes it all; nothing is opened when a module is imported.
"""
