"""Records of people: found with a reason, changed, merged, copied and erased."""
