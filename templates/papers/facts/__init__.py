"""What papers say alike: account, decisions, texts, views.

May import: `templates.languages`, `templates.values`, `workflow`.
Door: a module named like what it tells.
"""
