"""Addresses of people, invitations and cover."""

from django.urls import path

from .views import also_a_client, cover, invitations, joining, people

urlpatterns = [
    path("people/", people.list_people, name="list_people"),
    path("people/<slug:reference>/", people.show_person, name="show_person"),
    path("people/<slug:reference>/leave/", people.end_roles, name="end_roles"),
    path(
        "people/<slug:reference>/turn-off/",
        people.turn_off_person,
        name="turn_off_person",
    ),
    path(
        "people/<slug:reference>/turn-on/", people.turn_on_person, name="turn_on_person"
    ),
    path("your-roles/", people.show_own_roles, name="show_own_roles"),
    path("roles/<slug:reference>/end/", people.end_role, name="end_role"),
    path("roles/<slug:reference>/cover/", cover.arrange_cover, name="arrange_cover"),
    path("cover/<slug:reference>/end/", cover.end_cover, name="end_cover"),
    path("invitations/", invitations.list_invitations, name="list_invitations"),
    path("invitations/new/", invitations.invite_person, name="invite_person"),
    path(
        "invitations/<slug:reference>/",
        invitations.show_invitation,
        name="show_invitation",
    ),
    path(
        "invitations/<slug:reference>/resend/",
        invitations.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "invitations/<slug:reference>/withdraw/",
        invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "invitations/<slug:reference>/approve/",
        invitations.approve_invitation,
        name="approve_invitation",
    ),
    path(
        "invitations/<slug:reference>/refuse/",
        invitations.refuse_invitation,
        name="refuse_invitation",
    ),
    path("join/", joining.accept_invitation, name="accept_invitation"),
    path("join/accepted/", joining.show_accepted, name="show_accepted"),
    path("join/<slug:token>/", joining.open_invitation, name="open_invitation"),
    path(
        "account/also-a-client/",
        also_a_client.tell_also_a_client,
        name="tell_also_a_client",
    ),
]
