"""What a machine translation broke."""
