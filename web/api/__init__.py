"""The API: acts, papers and files sent; fifteen readings; over HTTP.

Here: at most twenty calls, answered as whoever shows a token may see it; refusals are problems, in the words of a body.
May import: `web.forms`, `web.middleware`, `web.auth`, `web.operations`, `services` and all below.
Door: `app.py`, and `call.py`.
"""
