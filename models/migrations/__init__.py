"""The schema's versions, oldest first; each is a file in `versions`.

Which one is the newest is said in `models/store/schema.py` too, by which a register is opened.
"""
