-- People who may enter, what each may see and do, and who looked at whom.

-- Where a worker works inside the employer: what access may be narrowed to.
alter table worker_identity add column site text;
alter table worker_identity add column department text;

-- A person who signs in. Told by the chain of the whole instance.
create table portal_user (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  user_id text not null,
  name text not null,
  email text not null,
  language text,
  person_id text,
  is_operator bigint not null,
  is_open bigint not null,
  constraint a_user_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_user_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_user_has_one_version on portal_user (user_id) where superseded is null;
create unique index an_address_is_one_users on portal_user (email) where superseded is null;

-- What an employer lets a person do.
create table access_grant (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  grant_id text not null,
  user_id text not null,
  role text not null,
  rights text,
  scope_kind text,
  scope_value text,
  worker_id text,
  from_on text not null,
  until_at text,
  constraint a_grant_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_grant_version_is_closed_after_it_was_written check (superseded > recorded),
  constraint a_scope_has_a_kind_and_a_value check ((scope_kind is null) = (scope_value is null)),
  constraint a_worker_s_grant_names_the_worker check ((role = 'worker') = (worker_id is not null))
);
create index grants_of_a_user on access_grant (user_id);

-- State, not facts: kept as long as it is of use, then gone.

-- A signed-in browser. The cookie holds a secret of which only the hash is kept.
create table session (
  session_hash text not null,
  user_id text not null,
  person_id text,
  method text not null,
  started_at text not null,
  proven_at text not null,
  seen_at text not null,
  ends_at text not null,
  agent text,
  constraint a_session_has_one_secret primary key (session_hash)
);
create index sessions_of_a_user on session (user_id);

-- Why somebody who needs a reason looks at an employer, for the time of a session.
create table session_reason (
  session_hash text not null,
  employer_id text not null,
  why text not null,
  constraint a_session_has_one_reason_an_employer primary key (session_hash, employer_id)
);

-- Who looked at a worker's account, for the worker to read: once an hour for the same person and the same purpose.
create table look (
  employer_id text not null,
  worker_id text not null,
  hour text not null,
  user_id text not null,
  purpose text not null,
  looked_at text not null,
  user_name text not null,
  role text not null,
  why text,
  constraint a_look_is_told_once_an_hour primary key (employer_id, worker_id, hour, user_id, purpose)
);
