"""The statements over the tables, and the rows that they hold.

Here: statements and the text they compile to, rows, what is derived, clocks.
May import: `workflow`; a connection is handed in.
Door: `queries.py`.
"""
