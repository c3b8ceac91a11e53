"""The room: what the second screen of a meeting shows.

Here: which topic is shown, every screen told of what changed.
May import: `web.auth`, `web.settings`, `services` and all below.
Door: `stage.py`, and `screens.py`.
"""
