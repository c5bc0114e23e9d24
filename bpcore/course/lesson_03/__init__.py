"""Lesson 03, training: its exercises, its questions, and a table of increments."""
