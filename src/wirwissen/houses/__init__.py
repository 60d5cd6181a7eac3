"""The settings, addresses and apps of each house; the only place that sees everything."""
