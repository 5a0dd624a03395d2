"""One guide, many schools: what each school of a list gets, with its own name, telephone and ALN co-ordinator.

roll    the list, `schools.csv`, read and validated
tasks   what is made for the schools, as tasks that do not depend on one another
run     makes the tasks, in processes of this machine
"""
