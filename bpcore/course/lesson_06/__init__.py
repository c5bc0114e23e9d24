"""Lesson 06, the learning rate: its exercises and questions."""
