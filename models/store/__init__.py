"""What the tables hold, and the statements that read and write it.

Here: statements and the text they compile to, rows, what is derived, clocks.
May import: `workflow`; a connection is handed in.
Door: `queries.py`.
"""
