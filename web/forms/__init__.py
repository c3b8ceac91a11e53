"""Forms: shown, sent, answered.

Here: the fields of an act on a page, and what becomes of what was sent.
May import: `web.rendering`, `web.middleware`, `web.i18n`, `web.auth`, `services` and all below.
Door: `act.py`, and `form.py`.
"""
