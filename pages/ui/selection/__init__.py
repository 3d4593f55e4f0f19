"""An own selection: streets, complexes and buildings that somebody puts together, such as the area of a team."""
