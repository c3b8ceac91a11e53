"""Layouts: the Jinja environments of the text forms.

Here: the environments, what their templates may reach, and how a text is escaped.
May import: `templates.languages`, `templates.values`, `workflow`.
Door: `layout.py`.
"""
