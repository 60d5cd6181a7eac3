"""Kurshaus: from the info event to the certificate."""
