-- A list of trainings asks, row after row, only for those of a worker on the same days or with the same reference: without
-- reading all the others of the worker each time.
drop index trainings_of_a_worker;
create index trainings_of_a_worker on training (employer_id, worker_id, end_on, start_on, external_id);
