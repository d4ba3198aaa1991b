-- What somebody said of a duty of the calendar: that it is done, since when, and by what it shows.

create table duty_done (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  done_id text not null,
  kind text not null,
  subject text not null,
  done_on text not null,
  note text,
  constraint a_duty_done_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_duty_done_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_duty_is_done_once on duty_done (employer_id, kind, subject) where superseded is null;

-- State, not facts: made anew whenever the facts behind it change, and each day.

-- The duties of an employer as they stood when they were last computed, for who looks at many employers at once.
create table duty_standing (
  employer_id text not null,
  place bigint not null,
  on_day text not null,
  kind text not null,
  subject text not null,
  workers bigint not null,
  stated text not null,
  is_done bigint not null,
  constraint a_duty_stands_once primary key (employer_id, place)
);

-- What the standing duties of an employer were computed from: the lines of the journals, and the day.
create table duty_progress (
  employer_id text not null,
  seq bigint not null,
  common bigint not null,
  done_on text not null,
  constraint duties_of_an_employer_are_computed_once primary key (employer_id)
);

-- A secret address at which a person's calendar is read: of one employer, or of all it may read where none is named.
create table calendar_feed (
  user_id text not null,
  scope text not null,
  secret_hash text not null,
  made_at text not null,
  read_on text,
  constraint a_person_has_one_feed_of_a_scope primary key (user_id, scope)
);
create unique index a_feed_is_found_by_its_secret on calendar_feed (secret_hash);

-- How often a person wants the calendar by mail, and what was sent last. Without a rhythm, what the program proposes.
create table duty_mail (
  user_id text not null,
  rhythm text,
  sent_for text,
  told text,
  constraint a_person_has_one_rhythm primary key (user_id)
);

-- What a mail lists, where it is more than its kind: never a name or a number of a worker.
alter table outbox add column listed text;
