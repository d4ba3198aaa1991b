-- Archives of what was brought in, each known by the hash of its list of hashes.
create table sealed_archive (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  archive_id text not null,
  seal text not null,
  files bigint not null,
  journal_seq bigint not null,
  constraint a_sealed_archive_is_written_once primary key (employer_id, recorded, place),
  constraint a_sealed_archive_is_closed_after_it_was_written check (superseded > recorded)
);
