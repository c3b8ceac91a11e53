"""Files that a form brought, held while it is shown again."""

from __future__ import annotations

from time import time
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile

from escalade.models.server.attached import find_held, hold_file
from escalade.web.forms.form_data import Posted
from escalade.web.middleware.request_context import Here, Visit
from escalade.workflow.values.errors import RequestError

_GONE = "A file that you chose waits here no longer: untick it, and choose it once more."
INPUTS = frozenset({"attach", "file", "pdf", "returned"})
"""The inputs of files that are held; those of fields are read at once."""


def hold_sent(visit: Here, form: Posted) -> FormData:
    """The form, each file of it held and told by its hash and name.

    So nobody chooses a file again while what was typed is looked at or mended.
    """
    if not visit.carries(form.get("form")):
        return form
    return FormData([(name, _held(visit, sent) if name in INPUTS else sent) for name, sent in form.multi_items()])


def _held(visit: Visit, sent: UploadFile | str) -> str:
    if isinstance(sent, str) or not sent.filename:
        return sent if isinstance(sent, str) else ""
    file = (sent.filename, sent.file.read())
    return f"{hold_file(visit.app_state.store, visit.officer, file, time())} {sent.filename}"


Held = Annotated[FormData, Depends(hold_sent)]
"""The form of a request that may bring files, as a page asks for it."""


def files_in(visit: Visit, form: FormData, name: str) -> list[tuple[str, bytes]]:
    """The files that an input brought, now or before, by their names.

    Raises:
        RequestError: one waits no longer.
    """
    told = dict.fromkeys(text.partition(" ")[0] for text in form.getlist(name) if isinstance(text, str) and text)
    found = find_held(visit.app_state.store, visit.officer, told, time())
    if len(found) < len(told):
        raise RequestError("file-gone", _GONE)
    return found


def file_in(visit: Visit, form: FormData, name: str) -> tuple[str, bytes] | None:
    """The one file of an input that takes one: what was chosen last."""
    sent = [text for text in form.getlist(name) if text]
    return files_in(visit, FormData([(name, sent[-1])]), name)[0] if sent else None
