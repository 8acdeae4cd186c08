"""What people decide: queues and cases, who may decide them, flags, appeals, like cases. Pure."""
