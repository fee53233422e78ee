-- 放假安排: what the State Council's yearly notice says, entered by one administrator and confirmed by another. A
-- correction is a further version; the one before stays.
create table org.calendar_notice (
  city text not null,
  year smallint not null check (year between 2004 and 2999),
  version smallint not null check (version > 0),
  -- the days off and the weekend days worked, as src/calendar/yearData.ts reads them
  data jsonb not null,
  -- number of the notice, and its words or where they were published
  notice text not null check (notice <> ''),
  source text not null check (source <> ''),
  -- null: from the command line of the machine room
  entered_by uuid,
  entered_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (city, year, version),
  foreign key (city, entered_by) references org.person (city, id),
  foreign key (city, confirmed_by) references org.person (city, id),
  foreign key (city, withdrawn_by) references org.person (city, id),
  check (confirmed_by <> entered_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check (confirmed_at is null or withdrawn_at is null)
);
-- One at a time waits for its second person.
create unique index calendar_notice_waiting on org.calendar_notice (city, year) where confirmed_at is null and withdrawn_at is null;

-- What was decided stays decided, whoever writes.
create function org.keep_decided_notices() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null or old.withdrawn_at is not null then
    raise exception 'a decided notice does not change' using errcode = '23514', constraint = 'notice_decided';
  end if;
  return new;
end $$;
create trigger notice_decided before update on org.calendar_notice for each row execute function org.keep_decided_notices();

alter table org.calendar_notice enable row level security;
alter table org.calendar_notice force row level security;
create policy owner on org.calendar_notice to huiyin_owner using (true) with check (true);
create policy kept on org.calendar_notice for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin'));
create policy reckoned on org.calendar_notice for select to huiyin_system using (city = org.city() and org.is_system());
create policy entered on org.calendar_notice for insert to huiyin_staff
  with check (city = org.city() and org.holds('system_admin') and entered_by = org.person() and confirmed_at is null and withdrawn_at is null);
create policy loaded on org.calendar_notice for insert to huiyin_system
  with check (city = org.city() and org.viewer() = 'import' and entered_by is null and confirmed_at is null and withdrawn_at is null);
create policy decided on org.calendar_notice for update to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin'))
  with check (city = org.city() and org.holds('system_admin', 'security_admin') and org.person() in (confirmed_by, withdrawn_by) and (confirmed_by is null or entered_by is distinct from org.person()));
grant select, insert on org.calendar_notice to huiyin_staff, huiyin_system;
grant update (confirmed_by, confirmed_at, withdrawn_by, withdrawn_at) on org.calendar_notice to huiyin_staff;
