"""Tests of the upload check."""
