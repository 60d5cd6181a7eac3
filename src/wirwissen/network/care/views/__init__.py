"""Pages of this app. Whoever may not know of one gets a 404."""
