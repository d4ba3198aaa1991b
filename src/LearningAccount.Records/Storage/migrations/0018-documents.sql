-- Documents as they were issued, how they reached their worker, and the head of an employer's letters.
create table issued_document (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  document_id text not null,
  worker_id text not null,
  kind text not null,
  language text not null,
  stated_on text not null,
  issued_on text not null,
  about text,
  asked text,
  figures text not null,
  content_hash text not null,
  known_seq bigint not null,
  run_id text,
  replaces_id text,
  constraint a_document_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_document_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_document_is_issued_once on issued_document (employer_id, document_id) where superseded is null;
create unique index a_run_issues_each_document_once on issued_document (employer_id, run_id, worker_id, coalesce(about, ''))
  where superseded is null and run_id is not null;
create index documents_of_a_worker on issued_document (employer_id, worker_id);

-- Every word of a document, compressed, in base64; the document holds its hash.
create table document_content (
  employer_id text not null,
  document_id text not null,
  content text not null,
  constraint the_content_of_a_document_is_kept_once primary key (employer_id, document_id)
);

-- What happened to a document on its way: sent, delivered, bounced, opened.
create table document_step (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  step_id text not null,
  document_id text not null,
  worker_id text not null,
  channel text not null,
  step text not null,
  happened_at text not null,
  reference text,
  note text,
  constraint a_document_step_is_written_once primary key (employer_id, recorded, place),
  constraint a_document_step_is_closed_after_it_was_written check (superseded > recorded)
);
create index steps_of_a_document on document_step (employer_id, document_id);
create index document_steps_of_a_worker on document_step (employer_id, worker_id);

create table letterhead (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  lines text,
  signatory text,
  capacity text,
  town text,
  logo text,
  constraint a_letterhead_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_letterhead_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index an_employer_has_one_letterhead on letterhead (employer_id) where superseded is null;

-- State: documents asked for at once, being issued by the program and taken up again where it was stopped.
create table document_run (
  run_id text not null,
  employer_id text not null,
  kind text not null,
  asked text not null,
  workers text not null,
  total bigint not null,
  actor text not null,
  user_id text,
  state text not null,
  asked_at text not null,
  leased_until text,
  ended_at text,
  fault text,
  constraint a_run_is_asked_for_once primary key (run_id)
);
create index runs_of_an_employer on document_run (employer_id, asked_at);
create index runs_to_be_done on document_run (asked_at) where state = 'waiting';

-- The document a mail announces.
alter table outbox add column document_id text;
create index mail_of_documents on outbox (employer_id, document_id) where document_id is not null;
