"""stub while localisation is being written"""
def with_suspicions(warehouse, catalogue, findings):
    return findings
