"""The only way to send: one recipient, neutral, from an outbox."""
