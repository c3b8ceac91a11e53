"""Files read as documents, for the checks.

Here: blocks of Word, HTML and Markdown files, their numbers, parts and annexes.
May import: `templates.languages`, `templates.values`, `workflow`.
Door: `file.py`.
"""
