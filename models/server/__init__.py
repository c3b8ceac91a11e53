"""What servers keep between requests: nothing of the record.

Here: who signed in, who wants mail and the queue of it, what the room shows, in a file or a database of their own.
May import: `workflow` and the rest of `models` but what reads and writes a register.
Door: `store.py`.
"""
