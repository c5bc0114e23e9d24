"""Lesson 10: what the reader works out about networks in time."""
