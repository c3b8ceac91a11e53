"""What the tables hold, and the statements that read and write it.

Here: statements, rows, what is derived, clocks and salts.
May import: `workflow`; a connection is handed in.
Door: `statements.py`.
"""
