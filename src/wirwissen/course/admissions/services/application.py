"""Begin, save, send, withdraw an application."""
