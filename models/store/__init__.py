"""The statements over the tables, and the rows that they hold.

Here: tables, statements, what is derived, clocks.
May import: `workflow`; a connection is handed in.
Door: `statements.py`, and `projections.py`.
"""
