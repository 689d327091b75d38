"""Addresses of agreeing, results and reports."""

from django.urls import path

from .views import agreeing, exports, results

ROUND = "self-assessment/<slug:reference>"
KEY = "<str:key>"

urlpatterns = [
    path(f"{ROUND}/discuss/", agreeing.list_to_discuss, name="list_to_discuss"),
    path(f"{ROUND}/agree/{KEY}/", agreeing.agree_statement, name="agree_statement"),
    path(f"{ROUND}/sign-off/", agreeing.sign_off_round, name="sign_off_round"),
    path(f"{ROUND}/results/", results.show_results, name="show_results"),
    path(
        f"{ROUND}/results.pdf",
        exports.download_results_pdf,
        name="download_results_pdf",
    ),
    path(
        f"{ROUND}/results.xlsx",
        exports.download_results_workbook,
        name="download_results_workbook",
    ),
    path(
        f"{ROUND}/results.json",
        exports.download_results_json,
        name="download_results_json",
    ),
    path(f"{ROUND}/teams/<slug:service>/", results.table_summary, name="table_summary"),
    path(
        f"{ROUND}/act-on/{KEY}/",
        results.make_action_from_gap,
        name="make_action_from_gap",
    ),
]
