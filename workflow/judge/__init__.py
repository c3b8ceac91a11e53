"""One judge over histories: what a change makes of a register, and what it breaks.

Fold and judge are handed a table, and import none.
"""
