-- Data protection: how long what is kept, what was erased, what persons asked for, and the figures that stay.

-- What is left of what a line of the journal wrote and closed in a table, once facts of it were erased: how many, and the hash of
-- the rest. So a line can be verified for good, and nothing tells of what is gone. Of the table "journal" it is the hash of the line
-- itself, whose words were erased.
create table erased_content (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  report_id text not null,
  line bigint not null,
  table_name text not null,
  written bigint not null,
  written_hash text not null,
  closed bigint not null,
  closed_hash text not null,
  constraint an_erased_content_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_erased_content_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index the_rest_of_a_line_is_told_once on erased_content (employer_id, line, table_name) where superseded is null;

-- What was erased, when and by which rule: counts alone. It stays.
create table erasure_report (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  report_id text not null,
  cause text not null,
  on_day text not null,
  workers bigint not null,
  content text not null,
  hash text not null,
  constraint an_erasure_report_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_erasure_report_version_is_closed_after_it_was_written check (superseded > recorded)
);

-- Persons who counted on the last day of a quarter and were erased since: the size of the employer stays what it was. Known from one
-- line of the journal until another, as what it was counted from.
create table kept_quarter (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  quarter text not null,
  known_from bigint not null,
  known_until bigint,
  fte text not null,
  heads bigint not null,
  constraint a_kept_quarter_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_kept_quarter_version_is_closed_after_it_was_written check (superseded > recorded)
);

-- Since when messages of Dimona were brought in, where the first of them were erased.
create table kept_dimona (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  known_from bigint not null,
  known_until bigint,
  said_on text not null,
  constraint a_kept_dimona_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_kept_dimona_version_is_closed_after_it_was_written check (superseded > recorded)
);

-- The sums of a year over accounts that were erased since, of persons who cannot be told apart any more.
create table kept_total (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  year bigint not null,
  sex text,
  workers bigint not null,
  credit text not null,
  used text not null,
  trainings bigint not null,
  formal_hours text not null,
  informal_hours text not null,
  formal_days text not null,
  informal_days text not null,
  constraint a_kept_total_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_kept_total_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_year_has_one_kept_total_a_sex on kept_total (employer_id, year, coalesce(sex, '')) where superseded is null;

-- How many months a kind of facts is kept, where the employer said another number than the program's.
create table retention_rule (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  kind text not null,
  months bigint not null,
  constraint a_retention_rule_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_retention_rule_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_kind_has_one_rule on retention_rule (employer_id, kind) where superseded is null;

-- Who answers for the data (GDPR, art. 30 (1) (a)), and whether what is due is erased by itself.
create table privacy_contact (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  controller_contact text,
  officer_name text,
  officer_contact text,
  processor_name text,
  processor_contact text,
  erases_by_itself bigint not null,
  constraint a_privacy_contact_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_privacy_contact_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index an_employer_has_one_privacy_contact on privacy_contact (employer_id) where superseded is null;

-- What persons ask of their data (GDPR, art. 15 to 21). A version is a step.
create table privacy_request (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  request_id text not null,
  worker_id text not null,
  kind text not null,
  step text not null,
  side text not null,
  words text,
  asked_on text not null,
  due_on text not null,
  constraint a_privacy_request_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_privacy_request_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_privacy_request_stands_at_one_step on privacy_request (employer_id, request_id) where superseded is null;
create index privacy_requests_of_a_worker on privacy_request (employer_id, worker_id);

-- Workers whose data are kept and not used (GDPR, art. 18), until the version is closed.
create table restriction (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  worker_id text not null,
  ground text not null,
  reason text not null,
  constraint a_restriction_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_restriction_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_worker_is_restricted_once on restriction (employer_id, worker_id) where superseded is null;
