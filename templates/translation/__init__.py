"""The hand-over of texts to those who translate, and back.

The law of this package: a segment is told by its key and by the digest of its
source, in Word and in XLIFF alike. What comes back is never trusted: it is held
against what the register says today, and what is wrong with it is named.
"""
