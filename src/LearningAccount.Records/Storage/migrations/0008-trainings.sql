-- Trainings registered by people: together, by day, with files.
alter table training add column occasion_id text;
alter table training add column sessions text;
alter table training add column counts_basis text;
alter table training add column counts_reason text;
alter table training add column working_time text;
alter table training add column status_reason text;
create index trainings_of_an_occasion on training (employer_id, occasion_id) where occasion_id is not null;

create table attachment (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  attachment_id text not null,
  training_id text,
  worker_id text,
  occasion_id text,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  hash text not null,
  constraint an_attachment_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_attachment_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint an_attachment_is_of_a_training_or_an_occasion check ((training_id is null) <> (occasion_id is null))
);
create index attachments_of_a_worker on attachment (employer_id, worker_id);

-- The files themselves, in base64, once an employer however often they are kept. They are no facts: a version names them by
-- their hash, so that they can be checked against the journal.
create table attachment_content (
  employer_id text not null,
  hash text not null,
  content text not null,
  constraint a_file_is_kept_once_an_employer primary key (employer_id, hash)
);

create table training_template (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  template_id text not null,
  name text not null,
  content text not null,
  constraint a_template_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_template_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_name_is_one_templates on training_template (employer_id, name) where superseded is null;
