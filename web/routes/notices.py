"""What visitors may rely on: accessibility, and what is kept of them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here

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


@ROUTER.get("/accessibility")
def accessibility(visit: Here) -> Response:
    """How accessible the pages are, after what is tested (EN 301 549)."""
    return visit.page("notices/accessibility.html", None, {"claims": CLAIMS})


@ROUTER.get("/privacy")
def privacy(visit: Here) -> Response:
    """What is kept of persons, why, for how long, and what can be erased."""
    hours = visit.app_state.settings.session_hours
    return visit.page("notices/privacy.html", None, {"hours": f"{hours:g}"})
