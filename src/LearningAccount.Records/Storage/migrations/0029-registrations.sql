-- Trainings that providers register for workers of any employer, and what employers decide of them.

-- State: as a provider sent it, until 90 days after its last change or a year after it was decided. Nothing in it tells whether the
-- worker or the employer is known here.
create table provider_registration (
  registration_id text not null,
  provider_id text not null,
  external_id text,
  ssin text not null,
  employer_number text not null,
  said text not null,
  is_withdrawn bigint not null,
  version bigint not null,
  received_at text not null,
  changed_at text not null,
  constraint a_registration_is_received_once primary key (registration_id)
);
create unique index a_provider_names_a_registration_once on provider_registration (provider_id, external_id)
  where external_id is not null and is_withdrawn = 0;
create index registrations_of_a_provider on provider_registration (provider_id, received_at);
create index registrations_for_an_employer on provider_registration (employer_number);
create index registrations_by_their_last_change on provider_registration (changed_at);

-- A fact of the employer: it confirmed the registration, which made a training, or refused it.
create table registration_decision (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  registration_id text not null,
  worker_id text not null,
  choice text not null,
  training_id text,
  reason text,
  constraint a_registration_decision_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_registration_decision_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_registration_is_decided_once on registration_decision (registration_id) where superseded is null;
