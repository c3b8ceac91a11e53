"""What the command line and the pages share.

The law of this package: from what a person typed to a motion, and from the
procedure to words, drawings and differences. It knows neither a terminal nor
a browser; whoever uses it says what was typed, and shows what comes of it.
"""
