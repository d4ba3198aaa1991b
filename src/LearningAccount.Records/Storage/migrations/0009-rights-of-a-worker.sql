-- What an employer grants one worker in a year, beside or in the place of what it grants all.

create table worker_opt_out (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  year bigint not null,
  days text not null,
  reason text,
  constraint a_workers_opt_out_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_workers_opt_out_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_worker_has_one_opt_out_a_year on worker_opt_out (employer_id, worker_id, year) where superseded is null;
create index opt_outs_of_a_worker on worker_opt_out (employer_id, worker_id);

create table worker_extra_days (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  year bigint not null,
  days text not null,
  reason text,
  constraint a_workers_extra_days_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_workers_extra_days_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_worker_has_extra_days_once_a_year on worker_extra_days (employer_id, worker_id, year) where superseded is null;
create index extra_days_of_a_worker on worker_extra_days (employer_id, worker_id);
