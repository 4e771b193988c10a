"""What people sent waits for the fund, which reads it by a cursor and acknowledges each."""
