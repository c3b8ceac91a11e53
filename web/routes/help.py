"""Help: what each office does here, and what visitors may rely on."""

from __future__ import annotations

from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here
from escalade.workflow.subjects.stand import SUPERIOR
from escalade.workflow.values.errors import UnknownReferenceError

ROUTER = APIRouter()
CLAIMS = {
    "axe": "tests/web/chromium/test_every_page.py::test_nobody_is_shut_out_and_nothing_comes_from_elsewhere",
    "valid": "tests/web/chromium/test_valid.py::test_every_page_is_valid_html",
    "keys": "tests/web/chromium/test_room_and_forms.py::test_a_position_is_entered_by_keys_alone_at_200_percent",
    "errors": "tests/web/chromium/test_every_page.py"
    "::test_nobody_is_shut_out_of_a_form_that_comes_back_with_what_is_wrong",
    "scripts": "tests/web/chromium/test_room_and_forms.py::test_without_scripts_the_room_is_a_page_that_loads_again",
    "pdf": "tests/templates/test_pdf.py::test_a_pdf_is_tagged_and_says_its_title_language_subject_and_seal",
}
"""What the statement says was tested, each by its test; a test holds that each is there."""


PARTS = ("chair", "secretariat", SUPERIOR, "accessibility", "privacy")
"""What there is help on: a screen for each office, and what every visitor may rely on."""


@ROUTER.get("/help/{part}")
def show_help(visit: Here, part: str) -> Response:
    """One screen: what an office does here, or what visitors may rely on.

    Raises:
        UnknownReferenceError: there is no help on that.
    """
    if part not in PARTS:
        raise UnknownReferenceError(part, kind="page")
    hours = visit.app_state.settings.session_hours
    return visit.page("help/help.html", None, {"parts": PARTS, "shown": part, "claims": CLAIMS, "hours": f"{hours:g}"})
