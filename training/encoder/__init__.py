"""The recipe for the reader's encoder: one transformer, several heads."""
