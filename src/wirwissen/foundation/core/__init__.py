"""What at least three apps use: ids, clock, errors, form keys, act links."""
