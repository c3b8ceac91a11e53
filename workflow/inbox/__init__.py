"""The inbox: what waits for whom, by the day it is due.

Here: candidates, the items of one subject, pages of the inbox, what may follow.
May import: `workflow.planning`, `workflow.rules`, `workflow.subjects` and all below.
Door: `pages.py`.
"""
