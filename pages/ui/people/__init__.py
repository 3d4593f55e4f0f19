"""Who signs in, and who has which role for which areas."""
