-- State: answers given to requests that carry a key of their sender's own, kept for a day.
create table given_answer (
  user_id text not null,
  answer_key text not null,
  request_hash text not null,
  answered_at text not null,
  employer_id text,
  status bigint not null,
  location text,
  etag text,
  body text,
  constraint a_key_is_answered_once primary key (user_id, answer_key)
);
create index given_answer_by_day on given_answer (answered_at);
