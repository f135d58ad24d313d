"""What people and programs meet: command line, pages, exports."""
