"""Write acts into the register.

Here: the append, and loading one act behind another.
May import: `models.views`, `models.store`, `workflow`.
Door: `append.py`.
"""
