"""Languages: how each one says what every paper has to say.

The law of this package: it knows words, dates and grammar, and no paper. The
words themselves stand in the folder of the language, the sentences as blocks
of a Jinja template, so that each has a key and is read as a whole.
"""
