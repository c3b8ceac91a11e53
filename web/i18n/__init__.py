"""The language of a page.

Here: the choice of a language, and terms and records in its words.
May import: `services` and all below.
Door: `language.py`.
"""
