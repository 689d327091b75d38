"""The partnership rates itself against 27 statements, with the evidence beside them."""
