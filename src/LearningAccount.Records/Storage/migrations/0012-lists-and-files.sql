-- How lists of other programs are understood, and the files that were brought in, as they came.
alter table import add column rows_waiting bigint;

create table list_mapping (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  mapping_id text not null,
  owner_id text,
  name text not null,
  list text not null,
  content text not null,
  constraint a_mapping_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_mapping_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_name_is_one_mappings on list_mapping (employer_id, coalesce(owner_id, ''), name) where superseded is null;

-- The files themselves, compressed, in parts, in base64, once however often they come. They are no facts: an import names its
-- file by its hash.
create table import_content (
  hash text not null,
  part bigint not null,
  content text not null,
  constraint a_part_of_a_file_is_kept_once primary key (hash, part)
);
