-- 回访话术: what a callback centre's callers say, as the centre keeps it. Versions are added and never changed; without lines
-- the words of this release hold again, without a ruling text the programme's.
create table callback.script (
  city text not null,
  -- the centre's own unit; it holds for every caller whose centre this is
  unit uuid not null,
  version int not null check (version >= 1),
  lines text[] check (cardinality(lines) between 2 and 12),
  ruling text check (length(ruling) between 10 and 500),
  kept_by uuid not null,
  kept_at timestamptz not null,
  primary key (city, unit, version)
);
alter table callback.script enable row level security;
alter table callback.script force row level security;
create policy owner on callback.script to huiyin_owner using (true) with check (true);
-- What is said to citizens is no secret; whose it is, the centre alone says.
create policy known on callback.script for select to huiyin_staff using (city = org.city() and org.viewer() = 'person');
create policy kept on callback.script for insert to huiyin_staff
  with check (city = org.city() and kept_by = org.person() and unit::text || '/callback_centre' = any (org.posts()));
grant select, insert on callback.script to huiyin_staff;
