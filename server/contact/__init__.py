"""Contacter ma Caf: the offices, their slots, and the appointments of people."""
