-- One training is read by its id alone, however many the employer has. The id comes first, so that nothing else is looked for by it.
create index trainings_by_id on training (training_id, employer_id) where superseded is null;
