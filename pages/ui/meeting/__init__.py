"""The page of the meeting: preparing it, holding it on the projector, and showing it again."""
