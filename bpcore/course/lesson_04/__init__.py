"""Lesson 04, diabetes: its exercises and questions."""
