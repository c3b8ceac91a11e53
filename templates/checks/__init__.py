"""What must be right before a paper is issued: found, named, never mended.

A paper of any origin becomes one neutral document; each check is a pure
function over documents that tells what it finds and where. A finding is an
answer, not an exception.
"""
