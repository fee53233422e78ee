-- Messages that leave the house. They commit with the act that causes them, and are delivered afterwards by the sender.
create schema if not exists outbox;

create table outbox.message (
  city text not null,
  id uuid not null,
  -- Digest of the caller's key: the same key is queued once, for ever. Keys may name a matter, so only the digest stands here.
  key bytea not null,
  channel text not null check (channel in ('sms', 'console')),
  template text not null,
  -- { key, to, text } sealed together; emptied some days after the message has come to its end.
  content bytea,
  matter uuid,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'unknown', 'failed')),
  attempts int not null default 0,
  -- Not before this instant; given by the caller (quiet hours), then moved by each failed attempt.
  next_at timestamptz not null,
  -- Who is sending it just now: only the holder of the lease may write down the outcome.
  lease uuid,
  lease_until timestamptz,
  -- A provider may have accepted it without our hearing so: it was sent again under the same reference.
  unsure boolean not null default false,
  finished_at timestamptz,
  primary key (city, id),
  unique (city, key),
  check ((state = 'sending') = (lease is not null))
);

create index message_due on outbox.message (city, next_at) where state in ('waiting', 'unknown');
create index message_lease on outbox.message (city, lease_until) where state = 'sending';
create index message_finished on outbox.message (city, finished_at) where finished_at is not null and content is not null;

alter table outbox.message enable row level security;
alter table outbox.message force row level security;
create policy message_owner on outbox.message to huiyin_owner using (true) with check (true);
-- Whoever acts may queue; nobody but the sender reads.
create policy message_queue on outbox.message for insert to huiyin_staff, huiyin_public, huiyin_system
  with check (city = current_setting('huiyin.city', true) and state = 'waiting' and attempts = 0 and not unsure);
create policy message_sender on outbox.message to huiyin_system
  using (city = current_setting('huiyin.city', true) and current_setting('huiyin.viewer', true) = 'sender')
  with check (city = current_setting('huiyin.city', true) and current_setting('huiyin.viewer', true) = 'sender');

grant usage on schema outbox to huiyin_staff, huiyin_public, huiyin_system;
grant insert on outbox.message to huiyin_staff, huiyin_public, huiyin_system;
grant select, update on outbox.message to huiyin_system;
