"""Whether the record holds: verify, rebuild, diagnose.

Here: checks of bytes, columns, tree and rules; keys, checkpoints and receipts.
May import: `models.reader`, `models.backends`, `models.store`, `workflow`.
Door: `verify.py`, and `receipts.py`.
"""
