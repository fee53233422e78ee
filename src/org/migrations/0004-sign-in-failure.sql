-- What slows guessing down on all servers together. `key` is a keyed digest of an account with a device or a network, of an
-- account alone, or of a network alone, and of the day: nobody reads a name or an address out of it. Gone after a quarter of an hour.
create table org.sign_in_failure (
  city text not null,
  key bytea not null,
  failures int not null check (failures >= 0),
  at timestamptz not null,
  primary key (city, key)
);
alter table org.sign_in_failure enable row level security;
alter table org.sign_in_failure force row level security;
create policy owner on org.sign_in_failure to huiyin_owner using (true) with check (true);
create policy signing_in on org.sign_in_failure to huiyin_system
  using (city = org.city() and org.viewer() = 'sign_in') with check (city = org.city() and org.viewer() = 'sign_in');
grant select, insert, update, delete on org.sign_in_failure to huiyin_system;
