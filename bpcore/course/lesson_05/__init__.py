"""Lesson 05, honest evaluation: its exercises, its questions, and the race."""
