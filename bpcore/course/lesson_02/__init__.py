"""Lesson 02, the algorithm: its exercises and questions."""
