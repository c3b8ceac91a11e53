"""PDF: a paper set by typst, tagged, with the fonts in the file.

The law of this package: the paper goes to typst as data and is never markup.
A character that no font has is an error that says what to install. The same
record gives the same bytes on any machine, but for texts in scripts that no
font of ours has.
"""
