-- What somebody said of an anomaly: that it is settled, and why. It holds while the facts behind the anomaly stay as they were.

create table settlement (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  settlement_id text not null,
  worker_id text,
  code text not null,
  subject text not null,
  facts text not null,
  reason text not null,
  constraint a_settlement_version_is_written_once primary key (employer_id, recorded, place),
  constraint a_settlement_version_is_closed_after_it_was_written check (superseded > recorded)
);
