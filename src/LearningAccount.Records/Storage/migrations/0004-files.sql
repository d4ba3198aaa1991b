-- Declarations and lists that were brought in, and the files of law an operator added.

create table declaration (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  declaration_id text not null,
  quarter text not null,
  trusteeship bigint not null,
  reference text,
  form_created text not null,
  persons bigint not null,
  constraint a_declaration_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_declaration_version_is_closed_after_it_was_written check (superseded > recorded)
);

create table declaration_person (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  declaration_id text not null,
  quarter text not null,
  sequence_number bigint not null,
  worker_id text,
  own_reference text,
  masked_number text,
  fte text not null,
  outcome text not null,
  occupations text,
  details text,
  constraint a_declared_person_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_declared_person_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index declared_quarters_of_a_worker on declaration_person (employer_id, worker_id) where worker_id is not null;
create index declared_persons_without_a_worker on declaration_person (employer_id, declaration_id) where worker_id is null;

create table import (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  import_id text not null,
  file_name text not null,
  file_hash text not null,
  file_bytes bigint not null,
  kind text not null,
  state text not null,
  rows_new bigint not null,
  rows_changed bigint not null,
  rows_unchanged bigint not null,
  rows_duplicate bigint not null,
  rows_wrong bigint not null,
  originals_head text,
  originals_tail text,
  constraint an_import_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_import_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index versions_of_an_import on import (import_id);

create table import_row (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  import_id text not null,
  row_number bigint not null,
  outcome text not null,
  worker_id text,
  code text,
  severity text,
  at text,
  details text,
  original text,
  constraint an_import_row_is_written_once primary key (employer_id, recorded, place),
  constraint an_import_row_is_closed_after_it_was_written check (superseded > recorded)
);

create table law_file (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  file_id text not null,
  file_name text not null,
  file_hash text not null,
  known_from text not null,
  text text not null,
  constraint a_law_file_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_law_file_version_is_closed_after_it_was_written check (superseded > recorded)
);
