from django.urls import path

from .views import actions, barriers, files, plan, steps

urlpatterns = [
    path("improvement-plan/", plan.show_plan, name="show_plan"),
    path("improvement-plan/board/", plan.show_board, name="show_board"),
    path("improvement-plan/print/", files.print_plan, name="print_plan"),
    path(
        "improvement-plan/download/<slug:shape>/",
        files.download_plan,
        name="download_plan",
    ),
    path("improvement-plan/add/", actions.add_action, name="add_action"),
    path("improvement-plan/barriers/", barriers.list_barriers, name="list_barriers"),
    path("improvement-plan/barriers/add/", barriers.add_barrier, name="add_barrier"),
    path(
        "improvement-plan/barriers/<str:reference>/lift/",
        barriers.lift_barrier,
        name="lift_barrier",
    ),
    path(
        "improvement-plan/barriers/<str:reference>/reopen/",
        barriers.reopen_barrier,
        name="reopen_barrier",
    ),
    path(
        "improvement-plan/cycles/<str:reference>/study/",
        steps.study_cycle,
        name="study_cycle",
    ),
    path(
        "improvement-plan/actions/<str:reference>/",
        actions.show_action,
        name="show_action",
    ),
    path(
        "improvement-plan/actions/<str:reference>/change/",
        actions.change_action,
        name="change_action",
    ),
    path(
        "improvement-plan/actions/<str:reference>/move/<slug:to>/",
        steps.move_action,
        name="move_action",
    ),
    path(
        "improvement-plan/actions/<str:reference>/comment/",
        steps.comment_on_action,
        name="comment_on_action",
    ),
    path(
        "improvement-plan/actions/<str:reference>/try/",
        steps.add_cycle,
        name="add_cycle",
    ),
]
