"""Pages as Jinja makes them.

Here: the environment of pages, its globals, addresses, and how records and refusals are shown.
May import: `web.i18n`, `services` and all below.
Door: `page.py`.
"""
