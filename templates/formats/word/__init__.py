"""Word: a paper through a template that a secretariat can replace.

The law of this package: a template is Word with Jinja in it and reaches the
fields of `field` and nothing else; what it leaves out of a paper is an error.
The same record gives the same bytes. Heavy libraries are imported when the
first Word file is drawn.
"""
