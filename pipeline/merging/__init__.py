"""Records of one person: found, merged and parted again."""
