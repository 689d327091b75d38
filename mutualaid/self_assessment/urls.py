from .by_link_urls import urlpatterns as by_link_addresses
from .evidence_urls import urlpatterns as evidence_addresses
from .rating_urls import urlpatterns as rating_addresses
from .result_urls import urlpatterns as result_addresses
from .round_urls import urlpatterns as round_addresses

urlpatterns = [
    *by_link_addresses,
    *round_addresses,
    *rating_addresses,
    *evidence_addresses,
    *result_addresses,
]
