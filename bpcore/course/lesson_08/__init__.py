"""Lesson 08, deep networks: its exercises, questions, and what it measures with."""
