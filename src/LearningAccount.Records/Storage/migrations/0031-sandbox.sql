-- A database that was made a sandbox (environment S) has one row here, written in the transaction that made it; any other has none.
create table sandbox (
  made_at text not null
);

-- The last line of each journal once the sandbox was filled: what held there is what a reset puts back.
create table sandbox_line (
  employer_id text not null,
  seq bigint not null,
  constraint a_journal_is_put_back_to_one_line primary key (employer_id)
);
