-- State: erasures after which the files of the database were not yet rid of what was deleted.
create table scrub_due (
  report_id text not null,
  constraint an_erasure_is_due_once primary key (report_id)
);
