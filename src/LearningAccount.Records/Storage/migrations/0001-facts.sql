-- The facts of every employer, kept in versions, and the journal that tells who wrote them.
--
-- Ids, dates (yyyy-MM-dd), instants (UTC, microseconds) and exact numbers ("19/38") are text; whole numbers and truths
-- (0, 1) are bigint: so one text serves SQLite and PostgreSQL.
--
-- A version is named by (employer_id, recorded, place): the line of the employer's journal that wrote it, and its place
-- among the versions that line wrote in the table. "superseded" is the line that closed it. As the journal stood at line
-- n, a version holds when recorded <= n and (superseded is null or superseded > n).

create table journal_chain (
  employer_id text not null,
  opened_at text not null,
  constraint a_chain_is_opened_once primary key (employer_id)
);

create table journal (
  employer_id text not null,
  seq bigint not null,
  recorded_at text not null,
  actor text not null,
  door text not null,
  action text not null,
  why text,
  content_hash text not null,
  previous_hash text not null,
  hash text not null,
  constraint a_line_has_one_place_in_its_chain primary key (employer_id, seq),
  constraint a_line_belongs_to_a_chain foreign key (employer_id) references journal_chain (employer_id)
);

create table journal_content (
  employer_id text not null,
  seq bigint not null,
  table_name text not null,
  written bigint not null,
  written_hash text not null,
  closed bigint not null,
  closed_hash text not null,
  constraint a_line_tells_its_content_once_a_table primary key (employer_id, seq, table_name)
);

create table employer (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  enterprise_number text,
  nsso_number text,
  constraint an_employer_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_employer_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint an_employer_has_a_number check (enterprise_number is not null or nsso_number is not null)
);
create unique index an_enterprise_number_is_one_employers on employer (enterprise_number) where superseded is null;
create unique index an_nsso_number_is_one_employers on employer (nsso_number) where superseded is null;

create table employer_profile (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  name text,
  full_time_weekly_hours text,
  in_scope bigint not null,
  language text,
  constraint a_profile_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_profile_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index an_employer_has_one_profile on employer_profile (employer_id) where superseded is null;

-- The directory of people across employers. The employer is the one whose journal tells of the number; a number that
-- replaced another belongs to the same person.
create table person_number (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  ssin text not null,
  person_id text not null,
  constraint a_number_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_number_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_number_is_one_persons on person_number (ssin) where superseded is null;
create index numbers_of_a_person on person_number (person_id);

-- Two workers of an employer with the same person are one: what hangs on either is one account.
create table worker (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  person_id text not null,
  constraint a_worker_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_worker_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index versions_of_a_worker on worker (employer_id, worker_id);
create index workers_of_a_person on worker (person_id, employer_id);

create table worker_identity (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  family_name text,
  given_names text,
  birth_date text,
  birth_place text,
  domicile text,
  language text,
  email text,
  sex text,
  own_reference text,
  constraint an_identity_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_identity_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index identities_of_a_worker on worker_identity (employer_id, worker_id);

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
  content_hash text not null,
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
  details text,
  constraint a_declared_person_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_declared_person_version_is_closed_after_it_was_written check (superseded > recorded)
);

create table declared_size (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  quarter text not null,
  fte text not null,
  heads bigint,
  constraint a_declared_size_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_declared_size_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_quarter_has_one_declared_size on declared_size (employer_id, quarter) where superseded is null;

create table said_size_class (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  from_on text not null,
  size_class text not null,
  constraint a_said_size_class_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_said_size_class_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_day_begins_one_said_size_class on said_size_class (employer_id, from_on) where superseded is null;

create table occupation (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  occupation_id text not null,
  kind text not null,
  employer_class text not null,
  worker_code text not null,
  committee_written text,
  joint_committee text,
  start_on text not null,
  end_on text,
  mean_hours bigint,
  reference_hours bigint,
  contract_type bigint not null,
  days_a_week bigint not null,
  reorganisation_measure bigint,
  apprenticeship bigint,
  worker_status text,
  local_unit text,
  severance bigint not null,
  last_quarter text not null,
  constraint an_occupation_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_occupation_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint an_occupation_ends_on_or_after_its_start check (end_on >= start_on)
);
create index occupations_of_a_worker on occupation (employer_id, worker_id);

create table contract (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  contract_id text not null,
  start_on text not null,
  end_on text,
  end_reason text,
  paid_in_lieu bigint not null,
  notice_worked bigint,
  joint_committee text,
  category text,
  fraction text,
  hours text,
  full_time_hours text,
  own_reference text,
  constraint a_contract_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_contract_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint a_contract_ends_on_or_after_its_start check (end_on >= start_on)
);
create index contracts_of_a_worker on contract (employer_id, worker_id);

create table suspension (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  suspension_id text not null,
  from_on text not null,
  to_on text,
  kind text not null,
  fraction text,
  constraint a_suspension_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_suspension_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint a_suspension_ends_on_or_after_its_start check (to_on >= from_on)
);
create index suspensions_of_a_worker on suspension (employer_id, worker_id);

create table training (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  training_id text not null,
  external_id text,
  title text not null,
  kind text not null,
  status text not null,
  start_on text not null,
  end_on text not null,
  hours text,
  days text,
  per_year text,
  counts bigint not null,
  leave_scheme text,
  offered_and_refused bigint not null,
  outcome text,
  certificate_received bigint,
  certificate_valid_until text,
  delivery_mode text,
  field text,
  provider_name text,
  provider_number text,
  funding text,
  cost text,
  language text,
  remark text,
  constraint a_training_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_training_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint a_training_ends_on_or_after_its_start check (end_on >= start_on),
  constraint a_training_lasts_hours_or_days check ((hours is null) <> (days is null))
);
create index trainings_of_a_worker on training (employer_id, worker_id);

create table adjustment (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  adjustment_id text not null,
  on_day text not null,
  days text not null,
  reason text,
  constraint an_adjustment_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_adjustment_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index adjustments_of_a_worker on adjustment (employer_id, worker_id);

create table scheme (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  scheme_id text not null,
  joint_committee text not null,
  worker text not null,
  size_class text,
  from_on text not null,
  to_on text,
  days text,
  hours text,
  kind text not null,
  registration text,
  deposited_on text,
  binding_from text,
  window_years bigint,
  constraint a_scheme_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_scheme_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint a_scheme_ends_on_or_after_its_start check (to_on >= from_on),
  constraint a_scheme_gives_days_or_hours check ((hours is null) <> (days is null))
);

create table opt_out (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  year bigint not null,
  days text not null,
  reason text,
  constraint an_opt_out_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_opt_out_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_year_has_one_opt_out on opt_out (employer_id, year) where superseded is null;

create table extra_days (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  year bigint not null,
  days text not null,
  constraint an_extra_days_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_extra_days_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_year_has_its_extra_days_once on extra_days (employer_id, year) where superseded is null;

create table setting (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  name text not null,
  value text not null,
  constraint a_setting_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_setting_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_setting_has_one_value on setting (employer_id, name) where superseded is null;

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
