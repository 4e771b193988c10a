"""The demonstration: accounts with known passwords, an outbox, a movable clock, faults on demand."""
