"""The tenants' organisation's own area: which buurt, and what is said of it in plain words."""
