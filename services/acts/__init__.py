"""From raw input to a motion.

Here: the fields of an act, their values, references, officers, defaults and suggestions.
May import: `models`, `workflow`.
Door: `bind.py`, which does an act as it was given.
"""
