"""The pages of programmes and offers: public ones, and the office's."""
