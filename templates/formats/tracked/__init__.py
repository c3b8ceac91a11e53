"""Tracked: what changed from one paper to the next, as Word tracks it.

The law of this package: who rejects every change reads the old text, who
accepts every change has the new file. The same two files give the same bytes.
"""
