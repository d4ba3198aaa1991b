-- One training is read by its id alone, however many the employer has.
create index trainings_by_id on training (employer_id, training_id) where superseded is null;
