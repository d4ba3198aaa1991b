-- State: addresses to which programs have changes sent, how far each came, and what became of what was sent.
create table webhook (
  webhook_id text not null,
  machine_id text not null,
  address text not null,
  root text not null,
  description text,
  narrowed_to text,
  kinds text,
  batch_size bigint not null,
  state text not null,
  disabled_reason text,
  disabled_at text,
  version bigint not null,
  secret text not null,
  old_secret text,
  old_secret_until text,
  made_at text not null,
  changed_at text not null,
  place text not null,
  due_at text not null,
  attempts bigint not null,
  failing_since text,
  delivered_at text,
  lease text,
  leased_until text,
  constraint a_webhook_stands_once primary key (webhook_id)
);
create index webhooks_of_a_machine on webhook (machine_id, made_at);
create index webhooks_to_be_served on webhook (due_at) where state = 'active';

-- A request to the address: as often as it was tried.
create table webhook_delivery (
  delivery_id text not null,
  webhook_id text not null,
  message_id text not null,
  is_test bigint not null,
  events bigint not null,
  first_type text,
  state text not null,
  begun_at text not null,
  tried_at text not null,
  attempts bigint not null,
  status bigint,
  fault text,
  next_at text,
  constraint a_delivery_stands_once primary key (delivery_id)
);
create index deliveries_of_a_webhook on webhook_delivery (webhook_id, begun_at);
create index deliveries_by_their_last_attempt on webhook_delivery (tried_at);
