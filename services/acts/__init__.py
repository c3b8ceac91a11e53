"""From raw input to a motion.

Here: the fields of an act, their values, references, officers, defaults and suggestions.
May import: `models`, `workflow`.
Door: `motion.py`, which makes a motion of what was given.
"""
