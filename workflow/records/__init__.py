"""Records: what happened, once and for all.

Here: the record and its bytes, who may read it, corrections laid over it, its texts.
May import: `workflow.motions`, `workflow.values`.
Door: `record.py`.
"""
