"""What the office types about programmes and offers."""
