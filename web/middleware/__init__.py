"""What every request passes through.

Here: the context of a request, headers, errors as pages, kept answers.
May import: `web.rendering`, `web.auth`, `web.i18n`, `web.operations`, `services` and all below.
Door: `request_context.py`, and `error_handlers.py`.
"""
