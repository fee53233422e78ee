-- 周清: which open matters stood on which unit's list of a week, and what became of each line. No word of anybody: the
-- sentence of an explanation stands on the trail, under the matter's key.
create table stuck.clearing (
  city text not null,
  matter uuid not null,
  -- The week's last working day by the statutory calendar.
  week_end date not null,
  -- Whoever had it when the list was made.
  unit uuid not null,
  unit_name text not null,
  -- Null while the line is open.
  outcome text check (outcome in ('cleared', 'explained', 'escalated', 'escalated_by_clock')),
  primary key (city, matter, week_end)
);
create index clearing_week on stuck.clearing (city, week_end);

alter table stuck.clearing enable row level security;
alter table stuck.clearing force row level security;
create policy owner on stuck.clearing to huiyin_owner using (true) with check (true);
create policy seen on stuck.clearing for select to huiyin_staff, huiyin_system using (city = org.city() and engine.sees(city, matter));
create policy listed on stuck.clearing for insert to huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy settled on stuck.clearing for update to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select on stuck.clearing to huiyin_staff, huiyin_system;
grant insert on stuck.clearing to huiyin_system;
grant update (outcome) on stuck.clearing to huiyin_staff, huiyin_system;
