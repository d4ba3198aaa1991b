-- What another register shows of the rights of workers, row by row as its lists came in, and what somebody decided of it.

create table imported_counter (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  import_id text not null,
  row_number bigint not null,
  outcome text not null,
  code text,
  worker_id text,
  year bigint,
  right_type text,
  unit text not null,
  credit text,
  used text,
  remaining text,
  carried_over text,
  agreement text,
  computation text,
  opted_out bigint,
  seen_on text not null,
  seen_is_said bigint not null,
  remark text,
  constraint an_imported_counter_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_imported_counter_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index imported_counters_of_a_worker on imported_counter (employer_id, worker_id);

create table counter_decision (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  year bigint not null,
  decision text not null,
  figures text not null,
  adjustment_id text,
  reason text,
  constraint a_counter_decision_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_counter_decision_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_year_of_a_worker_is_decided_once on counter_decision (employer_id, worker_id, year) where superseded is null;
