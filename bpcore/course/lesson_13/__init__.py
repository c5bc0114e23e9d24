"""Lesson 13: annealing, tried beside restarts, random search and backpropagation."""
