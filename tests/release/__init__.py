"""What is released: a wheel and a source archive, their parts list, their licences.

`make dist` builds them; what it builds is the same, byte for byte, wherever and
by whomever it is built.
"""
