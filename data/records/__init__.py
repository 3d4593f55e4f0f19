"""What people and runs record, in a transactional store with a history."""
