-- What messages of the immediate declaration of employment (Dimona) say of periods of work. Each message is kept as it was said;
-- what a period is follows from all that was said of it, in whatever order the files came.
create table dimona_period (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  statement_id text not null,
  message text not null,
  period_id text,
  start_on text,
  end_on text,
  worker_type text,
  joint_committee text,
  cancelled bigint not null,
  said_at text not null,
  constraint a_dimona_period_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_dimona_period_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index dimona_periods_of_a_worker on dimona_period (employer_id, worker_id);
create index dimona_periods_by_number on dimona_period (period_id, employer_id);
