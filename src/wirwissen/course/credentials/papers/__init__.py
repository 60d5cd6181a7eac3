"""Papers as PDF: typed facts in, bytes of PDF/A-3a and PDF/UA-1 out. Knows no models."""
