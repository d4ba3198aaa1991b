-- What the Crossroads Bank for Enterprises says of enterprises: a copy of its open data for the whole installation. It is no fact of
-- an employer and no account rests on it: each set takes the place of the one before, so rows change and go. Of a natural person
-- only what the register itself publishes of it is kept, and only where that person is an employer or a provider here.

create table enterprise (
  number text not null,
  gone_on text,
  is_person bigint not null,
  situation text,
  form text,
  started_on text,
  names text not null,
  street_nl text,
  street_fr text,
  house text,
  box text,
  postcode text,
  place_nl text,
  place_fr text,
  country_nl text,
  country_fr text,
  activity text,
  activity_version text,
  constraint an_enterprise_stands_once primary key (number)
);

-- Finds the enterprises of a name, however it is written.
create table enterprise_name (
  letters text not null,
  number text not null,
  constraint a_name_finds_an_enterprise_once primary key (letters, number)
);
create index names_of_an_enterprise on enterprise_name (number);

-- The words for the codes that these enterprises have, as the register gives them.
create table enterprise_code (
  category text not null,
  code text not null,
  texts text not null,
  constraint a_code_stands_once primary key (category, code)
);

-- Which set was brought in, by whom and when: this is journaled, in the chain of the installation.
create table enterprise_set (
  employer_id text not null,
  recorded bigint not null,
  place bigint not null,
  superseded bigint,
  origin text not null,
  origin_reference text,
  register text not null,
  set_number bigint not null,
  kind text not null,
  snapshot_on text not null,
  keeps_all bigint not null,
  rows_in_full bigint not null,
  kept bigint not null,
  constraint an_enterprise_set_version_is_written_once primary key (employer_id, recorded, place),
  constraint an_enterprise_set_version_is_closed_after_it_was_written check (superseded > recorded)
);
create unique index a_register_has_one_set on enterprise_set (employer_id, register) where superseded is null;
