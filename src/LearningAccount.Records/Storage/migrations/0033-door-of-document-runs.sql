-- Documents are asked for on pages, by programs and by commands: the journal tells which it was, also when they are issued later.
alter table document_run add column door text;
