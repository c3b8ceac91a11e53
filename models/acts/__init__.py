"""Write acts into the register.

Here: the append, loading one act behind another, the check that nothing moved meanwhile.
May import: `models.views`, `models.store`, `workflow`.
Door: `append.py`.
"""
