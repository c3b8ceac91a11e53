"""The API: every reading and every act of the command line, over HTTP.

The law of this package: a call is a command. It has the command's name, takes
what the command takes, and answers what `--format json` prints, as the reader
who shows a token may see it. An act here is a motion like any other, recorded
as *signed in*. A refusal is data (RFC 9457). What is answered is
made of the shapes in `services.views`, which are the schema; a test holds every answer to it.
"""
