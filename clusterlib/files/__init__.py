"""Files: CSV tables, saving all or none, problems with their places, journals of finished work."""
