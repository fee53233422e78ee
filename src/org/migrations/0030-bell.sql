-- The bell: that something concerns a person, and where it stands. No word of a content, and nothing finer than the day:
-- the instant of a line would name the visitor of that instant.
create table org.bell_line (
  city text not null,
  -- drawn by chance, so that lines of a day stand in no order
  id uuid not null,
  person uuid not null,
  -- what the console has a sentence for: callback.leader, export.ready, …
  about text not null check (about ~ '^[a-z_]{1,30}\.[a-z_]{1,40}$'),
  matter uuid,
  -- digest of what it was rung for: once for ever
  key bytea not null,
  on_day date not null,
  read boolean not null default false,
  primary key (city, id),
  unique (city, key),
  foreign key (city, person) references org.person (city, id)
);
create index bell_line_person on org.bell_line (city, person, on_day desc, id);
create index bell_line_day on org.bell_line (city, on_day);
alter table org.bell_line enable row level security;
alter table org.bell_line force row level security;
create policy owner on org.bell_line to huiyin_owner using (true) with check (true);
create policy rung on org.bell_line for insert to huiyin_staff, huiyin_system with check (city = org.city() and (org.viewer() = 'person' or org.is_system()) and not read);
create policy own on org.bell_line for select to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person());
create policy looked_at on org.bell_line for update to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person()) with check (city = org.city() and person = org.person());
create policy counted on org.bell_line for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy outdated on org.bell_line for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant insert, select, update (read) on org.bell_line to huiyin_staff;
grant insert, select, delete on org.bell_line to huiyin_system;
