"""What people do with records, on behalf of a viewer: every function checks role, area and assignment first."""
