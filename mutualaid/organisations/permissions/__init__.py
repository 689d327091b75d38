"""Who may do what with areas, places and people."""
