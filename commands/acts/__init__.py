"""The commands that record an act.

Here: options made from a motion, prompts, the outcome of an act as it is printed.
May import: `commands.terminal`, `services` and all below.
Door: `act.py`, which builds the command of every act.
"""
