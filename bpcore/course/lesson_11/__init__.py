"""Lesson 11, gates and fixed points: a gated cell, its exercises and questions."""
