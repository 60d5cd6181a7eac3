"""Real things for the journeys: a database, a mail server, houses as processes, a browser."""
