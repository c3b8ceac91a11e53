"""The law: the procedure as one table, and the one pure way to act.

The law of this package: no database, file, clock or random number; it imports
nothing of ours outside itself. Time, identity and salts are passed in.
"""
