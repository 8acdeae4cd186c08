"""What people decide: cases, with how urgent they are and when they are due. Pure so far."""
