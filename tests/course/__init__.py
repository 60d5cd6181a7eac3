"""Tests of the course house."""
