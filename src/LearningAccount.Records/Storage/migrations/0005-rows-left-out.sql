-- Rows about nobody who has an account stood among the unchanged ones.
alter table import add column rows_left_out bigint;
