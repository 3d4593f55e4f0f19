"""From raw figures to a light that can be defended: pure functions on frames, and the same in bulk SQL."""
