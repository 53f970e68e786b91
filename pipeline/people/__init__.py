"""People beside their applications: tags, pools, referrals, works, and the list of them."""
