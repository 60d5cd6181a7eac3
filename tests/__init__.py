"""Tests of both houses."""
