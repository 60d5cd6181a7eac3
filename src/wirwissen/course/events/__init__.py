"""Info events: registration, waiting list, door list, entitlement."""
