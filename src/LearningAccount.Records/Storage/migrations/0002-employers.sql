-- What is said of an employer as a whole.

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
