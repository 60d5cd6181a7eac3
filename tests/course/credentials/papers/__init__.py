"""Tests of the paper engine."""
