"""Word files that people edited, read back in.

Here: paragraphs with their emphasis, and what such a file may not bring.
May import: `templates.formats.word`, `templates.checks`, `templates.values`, `workflow`.
Door: `edited.py`, and `prose.py`.
"""
