"""Tests of papers and certificates."""
