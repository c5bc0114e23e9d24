"""Lesson 00, start here: its questions."""
