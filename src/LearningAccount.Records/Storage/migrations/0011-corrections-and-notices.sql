-- What workers ask to have corrected, and what they are told.

-- A version is a step: asked, asked back, answered, agreed and so on. All versions of a request are its history.
create table correction_request (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  request_id text not null,
  worker_id text not null,
  subject text not null,
  about_id text,
  proposal text,
  step text not null,
  side text not null,
  words text,
  asked_at text not null,
  waits_since text,
  constraint a_request_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_request_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_request_stands_at_one_step on correction_request (employer_id, request_id) where superseded is null;
create index steps_of_a_request on correction_request (employer_id, request_id);
create index requests_of_a_worker on correction_request (employer_id, worker_id);
create index requests_that_wait on correction_request (waits_since) where superseded is null and waits_since is not null;

create table notice (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  notice_id text not null,
  worker_id text not null,
  kind text not null,
  about text not null,
  stated text not null,
  told_on text not null,
  constraint a_notice_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_notice_version_is_closed_after_it_was_written check (superseded > recorded)
);
create index notices_of_a_worker on notice (employer_id, worker_id);
create unique index a_worker_is_told_once on notice (employer_id, worker_id, kind, about) where superseded is null;

-- State, not facts: kept as long as it is of use, then gone.

-- A worker has read a notice.
create table notice_read (
  employer_id text not null,
  notice_id text not null,
  read_at text not null,
  constraint a_notice_is_read_once primary key (employer_id, notice_id)
);

-- How far an employer's journal was gone through for what workers have to be told, and the last day it was done.
create table notice_progress (
  employer_id text not null,
  seq bigint not null,
  done_on text not null,
  constraint an_employer_is_gone_through_once primary key (employer_id)
);

-- The kinds of mail somebody does not want.
create table mail_choice (
  user_id text not null,
  kind text not null,
  constraint a_kind_is_declined_once primary key (user_id, kind)
);

-- Mail to be sent, being sent, sent, or given up. It is written with what it tells of, and sent at least once.
create table outbox (
  mail_id text not null,
  employer_id text not null,
  user_id text not null,
  address text not null,
  language text not null,
  kind text not null,
  employer_name text not null,
  request_id text,
  state text not null,
  made_at text not null,
  due_at text not null,
  leased_until text,
  attempts bigint not null,
  answer text,
  ended_at text,
  constraint a_mail_is_written_once primary key (mail_id)
);
create index mail_that_is_due on outbox (due_at) where state = 'waiting';
