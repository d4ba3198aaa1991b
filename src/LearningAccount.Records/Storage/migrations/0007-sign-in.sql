-- How people prove who they are. State, not facts: it changes, ends and is thrown away.

-- A secret handed out once: a link, a challenge, a sign-in that is half done, a form kept for who was signed out. Only its hash
-- is known here.
create table one_time_secret (
  secret_hash text not null,
  purpose text not null,
  user_id text,
  content text not null,
  made_at text not null,
  ends_at text not null,
  constraint a_secret_is_handed_out_once primary key (secret_hash)
);
create index secrets_of_a_user on one_time_secret (user_id) where user_id is not null;
create index secrets_by_their_end on one_time_secret (ends_at);

create table passkey (
  credential_id text not null,
  user_id text not null,
  name text not null,
  public_key text not null,
  sign_count bigint not null,
  transports text,
  is_backup_eligible bigint not null,
  is_backed_up bigint not null,
  made_at text not null,
  used_at text,
  constraint a_passkey_is_one_person_s primary key (credential_id)
);
create index passkeys_of_a_user on passkey (user_id);

-- The hash of a password, and the key of the app that makes codes, which the keys of the data folder protect.
create table user_password (
  user_id text not null,
  password_hash text not null,
  set_at text not null,
  app_key text not null,
  last_step bigint not null,
  constraint a_user_has_one_password primary key (user_id)
);

create table recovery_code (
  user_id text not null,
  code_hash text not null,
  constraint a_recovery_code_stands_once primary key (user_id, code_hash)
);

-- Somebody as another sign-in (OpenID Connect) knows the person.
create table outside_identity (
  issuer text not null,
  subject text not null,
  user_id text not null,
  linked_at text not null,
  used_at text not null,
  constraint an_outside_identity_is_one_person_s primary key (issuer, subject)
);
create index outside_identities_of_a_user on outside_identity (user_id);

-- Who guesses, by account and by address, both as hashes: also accounts that do not exist.
create table guess (
  subject text not null,
  failures bigint not null,
  last_at text not null,
  closed_until text not null,
  constraint a_subject_of_guesses_stands_once primary key (subject)
);
create index guesses_by_their_last on guess (last_at);
