-- The order in which the lines of all journals became known, for whoever follows them all. PostgreSQL makes a sequence of the type;
-- SQLite, which has one writer, counts by itself.
alter table journal add column position bigserial;
update journal set position = ordered.place from (
  select employer_id as chain, seq as line, row_number() over (order by recorded_at, employer_id, seq) as place from journal
) as ordered
where journal.employer_id = ordered.chain and journal.seq = ordered.line;
create unique index a_line_has_one_position on journal (position);
