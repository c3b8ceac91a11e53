"""Papers read back, sentence by sentence.

Here: slots, our own sentences inverted, phrases of others, and what a document tells by them.
May import: `templates.checks`, `templates.languages`, `templates.values`, `workflow`.
Door: `telling.py`.
"""
