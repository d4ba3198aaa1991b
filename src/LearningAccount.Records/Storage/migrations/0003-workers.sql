-- People, and what an employer says of each of its workers.

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

-- What declarations said of an occupation, kept once however many quarters say the same. Which of it holds, the declared
-- persons tell: they name what their quarter said.
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
  contract_type bigint,
  days_a_week bigint,
  reorganisation_measure bigint,
  measure_parts text,
  apprenticeship bigint,
  worker_status text,
  local_unit text,
  severance bigint not null,
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
