"""Contexts: what each paper says, from the records to a tree of facts.

The law of this package: it reads a standing and the words of one language,
never the database, a clock or a form. What a paper prints is made here, so
that all forms and languages say the same.
"""
