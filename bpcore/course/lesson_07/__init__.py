"""Lesson 07, convergence: its exercises and questions."""
