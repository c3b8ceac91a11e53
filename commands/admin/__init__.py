"""The commands that look after a register and its server.

Here: case files, the demo, keys, receipts, verification, accounts and `serve`.
May import: every other part of `commands`, `web`, `services` and all below.
Door: a module named like its command.
"""
