-- 调取、紧急查看: two different people open one thing that no post of theirs would show, for a reason and until an end.
-- What was asked for is sealed; of what was read nothing stands here.
create table engine.warrant (
  city text not null,
  id uuid not null,
  kind text not null check (kind in ('drawing', 'break_glass')),
  scope text not null check (scope in ('matter', 'receipt', 'service')),
  reference bytea not null,
  -- 文号 of the formal drawing
  document text check (length(document) between 4 and 60),
  reason text not null check (length(reason) between 6 and 500),
  asked_by uuid not null,
  asked_at timestamptz not null,
  until_at timestamptz not null check (until_at > asked_at),
  -- From which day the citizen is told; null: as soon as it was opened. Later, but never never.
  tell_from date check (tell_from <= asked_at::date + 366),
  agreed_by uuid,
  agreed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, asked_by) references org.person (city, id),
  foreign key (city, agreed_by) references org.person (city, id),
  foreign key (city, ended_by) references org.person (city, id),
  check (agreed_by <> asked_by),
  check ((agreed_by is null) = (agreed_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  check ((kind = 'drawing') = (document is not null)),
  check (kind = 'drawing' or scope = 'matter'),
  check (kind = 'drawing' or tell_from is null)
);

-- What was agreed stays as it was agreed; an end is an end.
create function engine.keep_warrants() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null or (old.agreed_at is not null and new.agreed_by is distinct from old.agreed_by)
     or (new.kind, new.scope, new.reference, new.reason, new.asked_by, new.asked_at, new.until_at) is distinct from (old.kind, old.scope, old.reference, old.reason, old.asked_by, old.asked_at, old.until_at)
     or new.document is distinct from old.document or new.tell_from is distinct from old.tell_from then
    raise exception 'a warrant is agreed to once, and ended once' using errcode = '23514', constraint = 'warrant_decided';
  end if;
  return new;
end $$;
create trigger warrant_decided before update or delete on engine.warrant for each row execute function engine.keep_warrants();

alter table engine.warrant enable row level security;
alter table engine.warrant force row level security;
create policy owner on engine.warrant to huiyin_owner using (true) with check (true);
create policy asked on engine.warrant for insert to huiyin_staff with check (city = org.city() and org.viewer() = 'person' and asked_by = org.person() and agreed_by is null and ended_by is null
  and (kind = 'drawing' and org.holds('discipline') or kind = 'break_glass' and org.holds('head', 'deputy_head', 'supervisor', 'discipline')));
create policy known on engine.warrant for select to huiyin_staff using (city = org.city()
  and (org.holds('security_admin', 'audit_admin') or kind = 'drawing' and org.holds('discipline') or kind = 'break_glass' and org.holds('head', 'deputy_head', 'supervisor', 'discipline')));
create policy decided on engine.warrant for update to huiyin_staff
  using (city = org.city() and (kind = 'drawing' and org.holds('discipline') or kind = 'break_glass' and org.holds('head', 'deputy_head', 'supervisor', 'discipline', 'security_admin')))
  with check (city = org.city() and (agreed_by is null or agreed_by <> asked_by) and (ended_by is null or ended_by = org.person() or agreed_by = org.person()));
grant select, insert on engine.warrant to huiyin_staff;
grant update (agreed_by, agreed_at, ended_by, ended_at) on engine.warrant to huiyin_staff;
