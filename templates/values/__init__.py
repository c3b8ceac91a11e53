"""What a paper is made of, before it takes a form.

Here: facts with their records, paragraphs and parts, emphasis.
May import: `workflow`.
Door: `paper.py`, and `fact.py`.
"""
