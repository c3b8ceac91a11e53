"""The commands: what a person types, made into motions and readings.

The law of this package: a command decides nothing. Acts are built from the
table and the motions' typed fields; readings come from the register's one
read path; results go to standard output, everything else to standard error,
and no command turns an error into a message itself.
"""
