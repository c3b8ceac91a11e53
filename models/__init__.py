"""The memory: acts and their records, kept so that none is rewritten.

The law of this package: it knows the workflow and nothing of papers or
screens. There is one way to write (`register`) and one way to read
(`reader`); whatever can be derived from the records can be dropped and
rebuilt from them. SQLModel describes the tables; the statements are text
that runs on the driver's own connection.
"""
