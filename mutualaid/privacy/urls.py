from .alarm_urls import urlpatterns as alarm_addresses
from .consent_urls import urlpatterns as consent_addresses
from .incident_urls import urlpatterns as incident_addresses
from .public_urls import urlpatterns as public_addresses
from .retention_urls import urlpatterns as retention_addresses
from .rights_urls import urlpatterns as rights_addresses

urlpatterns = [
    *alarm_addresses,
    *public_addresses,
    *consent_addresses,
    *rights_addresses,
    *retention_addresses,
    *incident_addresses,
]
