"""Akoma Ntoso: papers as XML, in the profile of the United Nations.

The law of this package: the profile is AKN4UN, the same paper gives the same bytes, every text is a
text of lxml and never markup, and no code, day or name stands in it that the
record does not give.
"""
