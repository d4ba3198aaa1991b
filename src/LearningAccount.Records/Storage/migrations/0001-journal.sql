-- The facts of every employer, kept in versions, and the journal that tells who wrote them.
--
-- Ids, dates (yyyy-MM-dd), instants (UTC, microseconds) and exact numbers ("19/38") are text; whole numbers and truths
-- (0, 1) are bigint: so one text serves SQLite and PostgreSQL.
--
-- A version is named by (employer_id, recorded, place): the line of the employer's journal that wrote it, and its place
-- among the versions that line wrote in the table. "superseded" is the line that closed it. As the journal stood at line
-- n, a version holds when recorded <= n and (superseded is null or superseded > n).

create table journal_chain (
  employer_id text not null,
  opened_at text not null,
  constraint a_chain_is_opened_once primary key (employer_id)
);

create table journal (
  employer_id text not null,
  seq bigint not null,
  recorded_at text not null,
  actor text not null,
  door text not null,
  action text not null,
  why text,
  content_hash text not null,
  previous_hash text not null,
  hash text not null,
  constraint a_line_has_one_place_in_its_chain primary key (employer_id, seq),
  constraint a_line_belongs_to_a_chain foreign key (employer_id) references journal_chain (employer_id)
);

create table journal_content (
  employer_id text not null,
  seq bigint not null,
  table_name text not null,
  written bigint not null,
  written_hash text not null,
  closed bigint not null,
  closed_hash text not null,
  constraint a_line_tells_its_content_once_a_table primary key (employer_id, seq, table_name)
);
