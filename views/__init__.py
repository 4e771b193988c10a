"""What is shown: one module a screen, the bars around them, the words, the design system."""
