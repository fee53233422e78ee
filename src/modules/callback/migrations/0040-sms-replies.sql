-- Which call a citizen was last asked about at a number, so that her 1, 2 or 3 finds it. The number is a keyed digest.
create table callback.asked (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  asked_on date not null,
  primary key (city, digest, matter)
);
alter table callback.asked enable row level security;
alter table callback.asked force row level security;
create policy owner on callback.asked to huiyin_owner using (true) with check (true);
create policy system on callback.asked to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert, update, delete on callback.asked to huiyin_system;
