"""One guide, many schools: the list of the schools that a council publishes it for.

roll    the list, `schools.csv`, read and validated; nothing is made from it yet
"""
