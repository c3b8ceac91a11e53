"""One judge over histories: what a change makes of a register, or breaks.

It is handed a table; what was read under the one in force is taken as it was read.
"""
