-- 方案的版本: which version of the city's programme holds from which day, who proposed it and who agreed. The version itself
-- is kept by the floor of programmes.
create table org.programme_adoption (
  city text not null,
  id uuid not null,
  version text not null check (version <> ''),
  -- 'folder': what a server found on its disk at a start, as long as nothing has been adopted on screen
  way text not null check (way in ('folder', 'screen')),
  -- the city's own file as it was handed in; null: it lies in the folder
  yaml text check (length(yaml) <= 60000),
  note text not null default '' check (length(note) <= 300),
  from_on date not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (city, id),
  foreign key (city, proposed_by) references org.person (city, id),
  foreign key (city, approved_by) references org.person (city, id),
  foreign key (city, withdrawn_by) references org.person (city, id),
  check ((way = 'screen') = (proposed_by is not null) and (way = 'screen') = (yaml is not null)),
  check (way = 'screen' or (approved_by is null and withdrawn_by is null)),
  check (approved_by <> proposed_by),
  check ((approved_by is null) = (approved_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  -- Agreed before its day, so that every server has it by then; taken back before its day, since matters live by it afterwards.
  check (way = 'folder' or from_on > (proposed_at at time zone 'Asia/Shanghai')::date),
  check (from_on > (approved_at at time zone 'Asia/Shanghai')::date),
  check (approved_at is null or from_on > (withdrawn_at at time zone 'Asia/Shanghai')::date)
);
-- One at a time waits for its second person.
create unique index programme_waiting on org.programme_adoption (city) where way = 'screen' and approved_at is null and withdrawn_at is null;
create index programme_in_force on org.programme_adoption (city, from_on desc);

-- What was decided stays decided, whoever writes.
create function org.keep_decided_programmes() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or (old.approved_at is not null and (new.approved_at, new.approved_by) is distinct from (old.approved_at, old.approved_by)) then
    raise exception 'a decided adoption does not change' using errcode = '23514', constraint = 'programme_decided';
  end if;
  return new;
end $$;
create trigger programme_decided before update on org.programme_adoption for each row execute function org.keep_decided_programmes();

-- The city's own political-legal committee, or the security administrator: never whoever runs the system alone.
create function org.decides_programme() returns boolean language sql stable parallel safe
  as $$ select org.holds('security_admin') or coalesce((select org.viewer() = 'person' and bool_or(split_part(p, '/', 2) = 'supervisor' and u.level = 'city' and u.organ = 'committee')
    from unnest(org.posts()) p join org.unit u on u.city = org.city() and u.id = split_part(p, '/', 1)::uuid), false) $$;

alter table org.programme_adoption enable row level security;
alter table org.programme_adoption force row level security;
create policy owner on org.programme_adoption to huiyin_owner using (true) with check (true);
create policy kept on org.programme_adoption for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin', 'supervisor'));
create policy reckoned on org.programme_adoption for select to huiyin_system using (city = org.city() and org.is_system());
create policy found on org.programme_adoption for insert to huiyin_system with check (city = org.city() and org.viewer() = 'sweep' and way = 'folder');
create policy proposed on org.programme_adoption for insert to huiyin_staff
  with check (city = org.city() and org.holds('system_admin') and way = 'screen' and proposed_by = org.person() and approved_at is null and withdrawn_at is null);
create policy decided on org.programme_adoption for update to huiyin_staff using (city = org.city() and (org.holds('system_admin') or org.decides_programme()))
  with check (city = org.city() and org.person() in (approved_by, withdrawn_by) and (approved_by is distinct from org.person() or (org.decides_programme() and proposed_by is distinct from org.person())));
grant select, insert on org.programme_adoption to huiyin_staff, huiyin_system;
grant update (approved_by, approved_at, withdrawn_by, withdrawn_at) on org.programme_adoption to huiyin_staff;
