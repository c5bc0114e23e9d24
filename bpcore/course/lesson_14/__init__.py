"""Lesson 14: published experiments, run again from their printed settings."""
