"""Lesson 12, automatic differentiation: its exercises, questions and tables."""
