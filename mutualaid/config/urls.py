"""Every address of the site, app by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("mutualaid.directory.urls")),
    path("", include("mutualaid.accounts.urls")),
    path("", include("mutualaid.organisations.urls")),
    path("", include("mutualaid.privacy.urls")),
    path("", include("mutualaid.safeguarding.urls")),
    path("", include("mutualaid.indicators.urls")),
    path("", include("mutualaid.clients.urls")),
    path("", include("mutualaid.handouts.urls")),
    path("", include("mutualaid.care.urls")),
    path("", include("mutualaid.improvement_plan.urls")),
    path("", include("mutualaid.self_assessment.urls")),
    path("", include("mutualaid.backups.urls")),
    path("", include("mutualaid.demo.urls")),
    path("", include("mutualaid.design_system.urls")),
]

handler400 = "mutualaid.design_system.views.bad_request"
handler403 = "mutualaid.design_system.views.permission_denied"
handler404 = "mutualaid.design_system.views.page_not_found"
handler500 = "mutualaid.design_system.views.server_error"
