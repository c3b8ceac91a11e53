"""The API: every reading and every act of the command line, over HTTP.

Here: calls, each with its command's name, fields and answer, as whoever shows a token may see it; refusals are data.
May import: `web.forms`, `web.middleware`, `web.auth`, `web.operations`, `services` and all below.
Door: `app.py`, and `call.py`.
"""
