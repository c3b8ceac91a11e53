"""What every request passes through.

Here: the context of a request, headers, the size of bodies, errors as pages.
May import: `web.rendering`, `web.auth`, `web.i18n`, `web.operations`, `services` and all below.
Door: `request_context.py`, and `error_handlers.py`.
"""
