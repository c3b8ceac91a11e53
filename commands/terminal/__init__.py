"""The terminal: options that hold everywhere, tables, colours, errors.

Here: what every command needs to read its settings and to print.
May import: `services` and all below, and no other part of `commands`.
Door: `command.py`, the class of every command, and `settings.py`.
"""
