"""The least that a command of click costs."""

import click


@click.command()
def hello() -> None:
    """Say hello."""
    click.echo("hello")


if __name__ == "__main__":
    hello(prog_name="hello", complete_var="_HELLO_COMPLETE")
