"""The command `procedure`: the table for people, or a diagram of it."""

from __future__ import annotations

import click

from escalade.commands.terminal.command import ReadCommand, references, refuse_idle
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.views.confidentiality import audience_at
from escalade.services.views.diagram import draw_diagram
from escalade.services.views.outlook import describe_step
from escalade.services.views.sentences import conditions, offices, origins_of
from escalade.workflow.procedure import ROWS, STATES, by_kind
from escalade.workflow.values.step import Step

ROW = ("of", "from", "act", "to", "office", "provided that")
DIAGRAMS = ("mermaid", "svg")


@click.command(
    "procedure", cls=ReadCommand, example="escalade procedure\nescalade procedure --diagram svg 2017/ott > ott.svg"
)
@click.argument("reference", metavar="[REF]", required=False, shell_complete=references)
@click.option("--diagram", type=click.Choice(DIAGRAMS), help="A diagram instead of the table.")
@click.option("--of", metavar="KIND", help="Only rows of the body, a meeting, a session, a round, a topic.")
@click.option("--rules", is_flag=True, help="Show in the table what each row provides.")
def procedure(reference: str | None, diagram: str | None, of: str | None, rules: bool) -> None:  # noqa: FBT001  # an option
    """The procedure as a table or a diagram.

    With a reference, the present state is marked: in the table, only rows that
    start from there are shown.
    """
    if of is not None and of not in STATES:
        raise click.UsageError(f"--of takes {', '.join(STATES)}, not “{of}”.", click.get_current_context())
    if reference:
        refuse_idle("the reference says of what it is", "of")
    else:
        refuse_idle("the procedure is read from no register; name what stands in one", "as_of")
    if diagram:
        refuse_idle("a diagram shows no rules", "rules")
    kind, state, audience = of, None, "public"
    if reference:
        with current().reading() as reader:
            standing = reader.standing()
            subject = standing.subject(reader.resolve(reference))
            kind, state = subject.kind, subject.state
            audience = audience_at(subject.reference, standing.subjects, reader)
    if diagram:
        click.echo(draw_diagram(diagram, kind or "topic", state, audience))
        return
    show_table(kind, state, rules=rules)


def show_table(kind: str | None, state: str | None, *, rules: bool) -> None:
    """Print the rows of the table, or those that start from a state."""
    lines = [
        part
        for line in ROWS
        if (part := line if kind is None else by_kind(line).get(kind))
        and (state is None or state in {step.origin for step in part})
    ]
    setting = current()
    whole = rules or setting.format != "table"
    data = [describe_step(step) for line in lines for step in line] if setting.format == "json" else None
    draw(setting, ROW if whole else ROW[:-1], [row(line)[: None if whole else -1] for line in lines], data)


def row(line: tuple[Step, ...]) -> tuple[str, ...]:
    """A row of the table as people read it."""
    step = line[0]
    of = "any" if len(by_kind(line)) > 1 else step.of
    return (of, origins(line), step.act, step.to, offices(step), " ".join(conditions(step)))


def origins(line: tuple[Step, ...]) -> str:
    """The states from which a row starts, or those from which it does not."""
    step = line[0]
    every = dict.fromkeys(state for kind in by_kind(line) for state in STATES[kind])
    others = [state for state in every if state not in {one.origin for one in line}]
    if step.origin is None or len(line) <= len(others):
        return origins_of(line)
    return f"any but {', '.join(others)}" if others else "any"
