"""Lesson 09, regularisation: its exercises, questions, and what it measures with."""
