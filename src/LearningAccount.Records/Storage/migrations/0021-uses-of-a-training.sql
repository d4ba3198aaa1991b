-- What other papers ask of a training that the account does not: its costs in the parts of the social balance sheet, who paid
-- it, under which number its file goes, and whether it is initial training. Empty columns add nothing to a row's hash.
alter table training add column funded_by text;
alter table training add column dossier_number text;
alter table training add column wage_cost text;
alter table training add column fund_contributions text;
alter table training add column subsidy text;
alter table training add column is_initial bigint;
