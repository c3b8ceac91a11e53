"""The papers: views of the records, in several languages and forms.

The law of this package: what a paper says is decided in `papers`, how a
language says it stands in that language's folder, how a form lays it out in
`formats`. Every fact carries the record it came from; a fact without one
cannot be printed. The text of a user is never a template and never markup.
"""
