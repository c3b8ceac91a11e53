"""Single values, and the errors that name them.

Here: dates, references, symbols, texts and their limits, remedies and errors.
May import: nothing of ours.
Door: a module named like its value; `errors.py`.
"""
