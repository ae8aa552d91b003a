"""What the Medveil DAGs are made of.

settings, commands, contract, rounds and report_document know nothing of Airflow, so that the
build can check them without it; operators, sensors and policy are the thin Airflow side.
"""
