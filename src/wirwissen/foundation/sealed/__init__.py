"""Class S: envelope encryption with a data key per person."""
