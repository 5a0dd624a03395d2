"""One guide, many schools: what each school of a council's list gets.

roll    the list, `schools.csv`, read and validated
pages   the page of a school; kit: its newsletter kit
tasks   what is made, one task a file, none of which needs another
run     makes the tasks in processes of this machine
places  puts what is made where no folder of this machine is; an optional extra
spread  makes them with Dask, on others; an optional extra
"""
