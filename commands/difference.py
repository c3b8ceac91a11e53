"""The command `diff`: what changed between two texts of a topic."""

from __future__ import annotations

import click

from escalade.commands.setting import current
from escalade.commands.table import draw
from escalade.commands.verb import Reading, Sectioned, references
from escalade.desk.difference import MOMENTS, Change, changes, pieces, texts_between

CHANGE = ("part", "language", "before", "after")


@click.command("diff", cls=Reading, example="escalade diff 2017/ott\nescalade diff 2017/ott --between referred,decided")
@click.argument("reference", metavar="REF", shell_complete=references)
@click.option(
    "--between",
    cls=Sectioned,
    metavar="MOMENT,MOMENT",
    help=f"Two of {', '.join(MOMENTS)}; the last two texts unless given.",
)
@click.option("--language", cls=Sectioned, metavar="LANGUAGE", help="Only in that language.")
def diff(reference: str, between: str | None, language: str | None) -> None:
    """What changed between two texts of a topic, word by word."""
    setting = current()
    with setting.reading() as reader:
        topic = reader.standing().topic(reader.resolve(reference))
    if topic is None:
        message = f"“{reference}” is no topic; only a topic has texts."
        raise click.UsageError(message, click.get_current_context())
    (old_record, old), (new_record, new) = texts_between(topic, between)
    found = [change for change in changes(old, new) if language in {None, change.language}]
    if setting.format != "table":
        data = {
            "subject": topic.reference,
            "from": old_record.reference,
            "to": new_record.reference,
            "changes": [change._asdict() for change in found],
        }
        draw(setting, CHANGE, found, data)
        return
    before, after = (f"{record.reference} ({record.act})" for record in (old_record, new_record))
    click.echo(f"{topic.reference}: from {before} to {after}")
    for change in found:
        click.echo(f"\n{change.part} ({change.language})\n{marked(change)}")
    if not found:
        click.echo("The two texts say the same.")


def marked(change: Change) -> str:
    """The words that went and came, within those that stayed."""
    return "".join(_mark(words, what) for words, what in pieces(change.before, change.after))


def _mark(words: str, what: str) -> str:
    """Words in colour on a terminal, in brackets elsewhere."""
    from escalade.commands.colour import coloured

    if what == "stayed":
        return words
    plain = f"[-{words}-]" if what == "went" else f"{{+{words}+}}"
    return coloured(plain, "red" if what == "went" else "green")
