"""What people type in this app."""
