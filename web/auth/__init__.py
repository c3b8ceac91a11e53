"""Who is asking, and what they may see.

Here: accounts, sessions, tokens, the limit on sign-ins, the reader limited to an audience.
May import: `web.operations`, `services` and all below.
Door: `accounts.py`, `scoped_reader.py`, `rate_limit.py` with the wait after a wrong password, and `session.py`.
"""
