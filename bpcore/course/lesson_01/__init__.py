"""Lesson 01, one unit: its exercises and questions."""
