"""The least that a command costs which reads one row and prints it."""

import sqlite3
import sys

import click


@click.command()
@click.argument("path")
@click.argument("reference")
def one_row(path: str, reference: str) -> None:
    """Print where one topic stands."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        row = connection.execute("SELECT reference, state FROM subject WHERE reference = ?1", (reference,)).fetchone()
    click.echo("  ".join(row))


if __name__ == "__main__":
    sys.exit(one_row())
