-- Programs of vendors, bureaus and training providers, and how they prove who they are.

-- A program that signs in by itself. Told by the chain of the whole instance.
create table machine (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  machine_id text not null,
  name text not null,
  organisation text not null,
  organisation_number text not null,
  contact text not null,
  scopes text not null,
  owner_id text,
  home_id text,
  is_open bigint not null,
  may_add_employers bigint not null,
  series bigint not null,
  constraint a_machine_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_machine_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_machine_has_one_version on machine (machine_id) where superseded is null;

-- The public keys by which it is known.
create table machine_key (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  machine_id text not null,
  key_id text not null,
  algorithm text not null,
  public_key text not null,
  label text,
  from_at text not null,
  until_at text,
  constraint a_machine_key_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_machine_key_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_machine_key_has_one_version on machine_key (machine_id, key_id) where superseded is null;

-- State, not facts: kept as long as it is of use, then gone.

-- Another number as soon as any access was given or ended: who may do what need not be read again while it stays.
create table access_stamp (
  stamp bigint not null
);
insert into access_stamp (stamp) values (0);

-- Assertions that have opened the door; each does once.
create table used_assertion (
  assertion_hash text not null,
  ends_at text not null,
  constraint an_assertion_is_used_once primary key (assertion_hash)
);
create index used_assertions_by_their_end on used_assertion (ends_at);

-- Access tokens taken back before their end.
create table revoked_token (
  token_id text not null,
  ends_at text not null,
  constraint a_token_is_revoked_once primary key (token_id)
);
create index revoked_tokens_by_their_end on revoked_token (ends_at);

-- When a program last proved who it is, by which key.
create table machine_use (
  machine_id text not null,
  key_id text not null,
  used_at text not null,
  constraint a_machine_key_is_used_last_once primary key (machine_id, key_id)
);

-- The keys that sign access tokens; the keys of the data folder protect their private part.
create table token_key (
  key_id text not null,
  public_key text not null,
  private_key text not null,
  made_at text not null,
  signs_until text not null,
  ends_at text not null,
  constraint a_token_key_stands_once primary key (key_id)
);
