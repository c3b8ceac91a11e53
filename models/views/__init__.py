"""The register as rules and readers see it.

Here: a view that loads what is asked for, what an audience may not see, personal texts, the state of a replay.
May import: `models.store`, `workflow`.
Door: `view.py`.
"""
