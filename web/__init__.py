"""The pages: one register and one procedure, shown to whoever may see it.

The law of this package: a page decides nothing and remembers nothing. What it
shows comes through the register's one read path, as its reader may see it;
what it does is a motion, tried by the procedure like any other. Pages are
made on the server, work without scripts, and speak the reader's language.
Nothing is opened or read when a module is imported: `app.made` makes it all.
"""
