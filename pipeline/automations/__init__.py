"""Automations: a trigger, conditions and actions; and the deadlines that they set."""
