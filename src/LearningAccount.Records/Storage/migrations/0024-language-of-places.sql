-- The law on the language of documents looks at the place of work, which no file tells of more than its name. An empty column
-- adds nothing to a row's hash.
alter table letterhead add column regions text;
