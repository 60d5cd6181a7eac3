"""Groups of the network house and their public page."""
