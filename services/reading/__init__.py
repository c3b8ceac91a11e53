"""Reports read into proposed acts: assembled, merged, tried by the table.

Here: from what a document tells to acts, to one case of several documents, and to the file of it.
May import: `services.acts`, `models`, `templates`, `workflow`.
Door: `case.py`.
"""
