from .break_glass_urls import urlpatterns as break_glass_addresses
from .client_urls import urlpatterns as client_addresses
from .tally_urls import urlpatterns as tally_addresses

urlpatterns = [*tally_addresses, *break_glass_addresses, *client_addresses]
