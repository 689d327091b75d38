from .alarms.urls import urlpatterns as alarms
from .consents.urls import urlpatterns as consents
from .incidents.urls import urlpatterns as incidents
from .public.urls import urlpatterns as public
from .retention.urls import urlpatterns as retention
from .rights.urls import urlpatterns as rights

urlpatterns = [
    *alarms,
    *public,
    *consents,
    *rights,
    *retention,
    *incidents,
]
