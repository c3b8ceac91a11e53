"""Forms: how a paper looks on a page, in Markdown, HTML, Word and PDF.

The law of this package: every form lays the same tree out and adds no word
of its own. The text of a user is never a template and never markup.
"""
