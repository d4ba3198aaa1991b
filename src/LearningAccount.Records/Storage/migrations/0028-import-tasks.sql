-- State: files that programs sent to be brought in, until they are; and what became of them, for a while.
create table import_task (
  task_id text not null,
  user_id text not null,
  employer_id text,
  employer_number text,
  file_name text not null,
  file_hash text not null,
  file_bytes bigint not null,
  is_rehearsal bigint not null,
  state text not null,
  asked_at text not null,
  leased_until text,
  tries bigint not null,
  ended_at text,
  fault text,
  answer text,
  constraint a_file_is_sent_once_by_its_id primary key (task_id)
);
create index import_tasks_to_be_done on import_task (asked_at) where state = 'waiting';
create index import_tasks_of_a_sender on import_task (user_id, asked_at);

-- The file itself, compressed, in parts, until it was brought in.
create table import_task_content (
  hash text not null,
  part bigint not null,
  content text not null,
  constraint a_part_of_a_sent_file_is_kept_once primary key (hash, part)
);
