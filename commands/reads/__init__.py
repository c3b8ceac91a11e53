"""The commands that read and print.

Here: what list, show, history, why, inbox, plan, search and diff print.
May import: `commands.terminal`, `services` and all below.
Door: a module named like its command.
"""
