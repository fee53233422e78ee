-- 提请: what gives somebody a power or a sight (a post, a line of command, what a unit is part of) is proposed by one
-- administrator and settled by another. Nobody writes such a row alone, not even by SQL as the house's web role: the right to
-- write is taken from it, and org.apply_proposal, which writes instead, wants two different people who hold these posts.
create table org.proposal (
  city text not null,
  id uuid not null,
  -- in order; what each means stands in org.apply_changes
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) between 1 and 5000),
  reason text not null check (length(reason) between 4 and 300),
  -- a day that has passed when it is approved becomes the day of approval
  from_on date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  proposed_on date not null,
  expires_on date not null check (expires_on > proposed_on and expires_on <= proposed_on + 30),
  -- worked out from the changes by the database, whoever writes: who may propose, who may settle, whom it concerns
  proposers text[] not null,
  approvers text[] not null,
  favours uuid[] not null,
  -- holds as a whole from its day; posts carry days of their own and are written at once
  waits boolean not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'applied', 'refused', 'withdrawn', 'failed')),
  settled_by uuid,
  settled_at timestamptz,
  settled_on date,
  settled_reason text check (length(settled_reason) between 2 and 300),
  applied_on date,
  -- the applied one that this takes back
  undoes uuid,
  primary key (city, id),
  foreign key (city, proposed_by) references org.person (city, id),
  foreign key (city, settled_by) references org.person (city, id),
  foreign key (city, undoes) references org.proposal (city, id),
  check ((state = 'waiting') = (settled_by is null)),
  check (state in ('waiting', 'withdrawn') or settled_by <> proposed_by),
  check ((state = 'applied') = (applied_on is not null))
);
create index proposal_at on org.proposal (city, proposed_at desc, id);

-- Who is who in a proposal. The three administrators keep each other: posts of the first two, and whatever touches the lane
-- of discipline, want the one who audits; the auditor's own wants the system administrator. The rest wants any second one of
-- those who keep, never the auditor, who watches over them.
create function org.weigh_proposal() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  c jsonb;
  what text;
  held record;
  posts boolean := false;
  drawing boolean := false;
  of_keepers boolean := false;
  of_auditor boolean := false;
  of_discipline boolean := false;
  tied int := 0;
begin
  new.favours := '{}';
  new.waits := false;
  for c in select value from jsonb_array_elements(new.changes) loop
    what := c->>'what';
    if what in ('post_given', 'post_ended', 'post_changed', 'post_cancelled') then
      posts := true;
      if what = 'post_given' then
        select c->>'role' as role, (c->>'person')::uuid as person into held;
      else
        select h.role, h.person into held from org.post h where h.city = new.city and h.id = (c->>'id')::uuid;
      end if;
      if held.person is null then raise exception 'no such post' using errcode = '23514', constraint = 'proposal_outdated'; end if;
      new.favours := new.favours || held.person;
      of_keepers := of_keepers or held.role in ('system_admin', 'security_admin');
      of_auditor := of_auditor or held.role = 'audit_admin';
      of_discipline := of_discipline or held.role in ('discipline', 'inspector');
    elsif what in ('edge_drawn', 'edge_removed') then
      drawing := true;
      of_discipline := of_discipline or c->>'line' = 'discipline';
      new.favours := new.favours || array(select distinct h.person from org.post h where h.city = new.city and h.unit = (c->>'upper')::uuid
        and h.role in ('leader', 'deputy_head', 'head', 'supervisor', 'callback_centre', 'discipline') and (h.held_until is null or h.held_until >= new.from_on));
    elsif what in ('unit_moved', 'unit_closed', 'unit_reopened') then
      drawing := true;
    elsif what in ('watch_entered', 'watch_removed') then
      new.favours := new.favours || (c->>'person')::uuid;
    elsif what in ('tie_declared', 'tie_ended') then
      tied := tied + 1;
      new.favours := new.favours || array[(c->>'person')::uuid, (c->>'other')::uuid];
    elsif what not in ('unit_added', 'unit_renamed', 'person_added', 'person_renamed', 'phone_set', 'window_added', 'window_changed', 'window_closed', 'key_links_given', 'key_links_taken') then
      raise exception 'no such change' using errcode = '23514', constraint = 'proposal_unknown';
    end if;
  end loop;
  if tied not in (0, jsonb_array_length(new.changes)) or posts and drawing or of_auditor and (of_keepers or of_discipline) then
    raise exception 'to be proposed apart' using errcode = '23514', constraint = 'proposal_mixed';
  end if;
  new.waits := drawing;
  new.ties := tied > 0;
  -- The auditor reads them anyway; the system administrator shall not.
  if tied > 0 then
    new.proposers := '{security_admin}';
    new.approvers := '{audit_admin}';
    return new;
  end if;
  new.proposers := case when drawing then '{system_admin}' when not posts or of_keepers and not of_discipline then '{security_admin,system_admin}' else '{security_admin}' end;
  new.approvers := case when of_keepers or of_discipline then '{audit_admin}' when of_auditor then '{system_admin}' when drawing then '{security_admin}' else '{system_admin,security_admin}' end;
  return new;
end $$;
create trigger proposal_weighed before insert on org.proposal for each row execute function org.weigh_proposal();

-- What was settled stays settled.
create function org.keep_settled_proposals() returns trigger language plpgsql as $$
begin
  if old.state not in ('waiting', 'approved') or old.state = 'approved' and new.state not in ('applied', 'failed', 'withdrawn') then
    raise exception 'a settled proposal does not change' using errcode = '23514', constraint = 'proposal_settled';
  end if;
  return new;
end $$;
create trigger proposal_settled before update on org.proposal for each row execute function org.keep_settled_proposals();

alter table org.proposal enable row level security;
alter table org.proposal force row level security;
create policy owner on org.proposal to huiyin_owner using (true) with check (true);
create policy known on org.proposal for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin'));
create policy proposed on org.proposal for insert to huiyin_staff
  with check (city = org.city() and proposed_by = org.person() and state = 'waiting' and org.holds(variadic proposers) and not org.person() = any (favours));
create policy settled on org.proposal for update to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin') and state in ('waiting', 'approved'))
  with check (city = org.city() and settled_by = org.person() and (
    state in ('approved', 'refused') and proposed_by <> org.person() and org.holds(variadic approvers) and not org.person() = any (favours)
    or state = 'withdrawn' and (proposed_by = org.person() or org.holds(variadic approvers))));
grant select, insert on org.proposal to huiyin_staff;
grant update (state, settled_by, settled_at, settled_on, settled_reason) on org.proposal to huiyin_staff;

-- Writes what two have agreed on. Never before its day and never back: what was held until today stays held as it was.
create function org.apply_changes(of_city text, changes jsonb, from_on date, on_day date) returns void language plpgsql set search_path = pg_catalog as $$
declare
  c jsonb;
  what text;
  since date;
  begins timestamptz;
  ends timestamptz;
  done int;
begin
  for c in select value from jsonb_array_elements(changes) loop
    what := c->>'what';
    since := greatest(coalesce((c->>'from')::date, from_on), on_day);
    if what = 'unit_added' then
      insert into org.unit (city, id, code, name, kind, level, organ, parent) values (of_city, (c->>'id')::uuid, c->>'code', c->>'name', c->>'kind', c->>'level', c->>'organ', (c->>'parent')::uuid);
    elsif what = 'unit_renamed' then
      update org.unit u set name = c->>'name' where u.city = of_city and u.id = (c->>'id')::uuid;
    elsif what = 'unit_moved' then
      update org.unit u set parent = (c->>'parent')::uuid, level = c->>'level', organ = c->>'organ' where u.city = of_city and u.id = (c->>'id')::uuid and (u.parent is null) = (c->>'parent' is null);
      get diagnostics done = row_count;
      if done = 0 then raise exception 'another kind of unit' using errcode = '23514', constraint = 'proposal_outdated'; end if;
      if (with recursive up(unit) as (select (c->>'parent')::uuid union select u.parent from up join org.unit u on u.city = of_city and u.id = up.unit where u.parent is not null)
        select exists (select from up where up.unit = (c->>'id')::uuid)) then raise exception 'parents in a circle' using errcode = '23514', constraint = 'unit_in_circle'; end if;
    elsif what = 'unit_closed' then
      if exists (select from org.unit u where u.city = of_city and u.parent = (c->>'id')::uuid and u.closed_on is null) or exists (select from org.service_window w where w.city = of_city and w.unit = (c->>'id')::uuid and w.closed_on is null) then
        raise exception 'something stands in it' using errcode = '23514', constraint = 'unit_in_use';
      end if;
      -- It stands through its last day.
      update org.unit u set closed_on = since + 1 where u.city = of_city and u.id = (c->>'id')::uuid and u.closed_on is null;
    elsif what = 'unit_reopened' then
      update org.unit u set closed_on = null where u.city = of_city and u.id = (c->>'id')::uuid;
    elsif what = 'person_added' then
      insert into org.person (city, id, code, name) values (of_city, (c->>'id')::uuid, c->>'code', c->>'name');
    elsif what = 'person_renamed' then
      update org.person p set name = c->>'name' where p.city = of_city and p.id = (c->>'id')::uuid;
    elsif what = 'phone_set' then
      insert into org.person_phone (city, person, sealed) values (of_city, (c->>'person')::uuid, decode(c->>'sealed', 'base64')) on conflict (city, person) do update set sealed = excluded.sealed;
    elsif what = 'post_given' then
      if exists (select from org.post h where h.city = of_city and h.unit = (c->>'unit')::uuid and h.role = c->>'role' and h.person = (c->>'person')::uuid
        and daterange(h.held_from, h.held_until, '[]') && daterange(since, case when c->>'until' is not null then greatest((c->>'until')::date, since) end, '[]')) then raise exception 'held already' using errcode = '23514', constraint = 'post_overlaps'; end if;
      insert into org.post (city, id, unit, role, person, title, deputy, held_from, held_until)
        select of_city, (c->>'id')::uuid, u.id, c->>'role', (c->>'person')::uuid, c->>'title', (c->>'deputy')::smallint, since, case when c->>'until' is not null then greatest((c->>'until')::date, since) end from org.unit u where u.city = of_city and u.id = (c->>'unit')::uuid and u.closed_on is null;
      get diagnostics done = row_count;
      if done = 0 then raise exception 'the unit is closed' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'post_ended' then
      update org.post h set held_until = greatest((c->>'until')::date, on_day) where h.city = of_city and h.id = (c->>'id')::uuid
        and h.held_from <= greatest((c->>'until')::date, on_day) and (h.held_until is null or h.held_until > greatest((c->>'until')::date, on_day));
      get diagnostics done = row_count;
      if done = 0 then raise exception 'ended already' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'post_changed' then
      -- The days before keep the post as it stood on them: the change is a further term.
      update org.post h set title = c->>'title', deputy = (c->>'deputy')::smallint where h.city = of_city and h.id = (c->>'id')::uuid and h.held_from >= since;
      get diagnostics done = row_count;
      if done = 0 then
        insert into org.post (city, id, unit, role, person, title, deputy, held_from, held_until)
          select h.city, (c->>'next')::uuid, h.unit, h.role, h.person, c->>'title', (c->>'deputy')::smallint, since, h.held_until from org.post h where h.city = of_city and h.id = (c->>'id')::uuid and (h.held_until is null or h.held_until >= since);
        get diagnostics done = row_count;
        if done = 0 then raise exception 'ended already' using errcode = '23514', constraint = 'proposal_outdated'; end if;
        update org.post h set held_until = since - 1 where h.city = of_city and h.id = (c->>'id')::uuid;
      end if;
    elsif what = 'post_cancelled' then
      delete from org.post h where h.city = of_city and h.id = (c->>'id')::uuid and h.held_from > on_day;
      get diagnostics done = row_count;
      if done = 0 then raise exception 'it has begun' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what in ('key_links_given', 'key_links_taken') then
      update org.api_key k set sees_links = what = 'key_links_given' where k.city = of_city and k.id = (c->>'id')::uuid and k.revoked_at is null;
      get diagnostics done = row_count;
      if done = 0 then raise exception 'the key has ended' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'tie_declared' then
      insert into org.tie as t (city, person, other, kind, from_on)
        values (of_city, least((c->>'person')::uuid, (c->>'other')::uuid), greatest((c->>'person')::uuid, (c->>'other')::uuid), c->>'kind', on_day)
        on conflict (city, person, other, kind) do update set from_on = coalesce(t.from_on, excluded.from_on), until_on = null where t.until_on is not null;
      get diagnostics done = row_count;
      if done = 0 then raise exception 'declared already' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'tie_ended' then
      update org.tie t set until_on = greatest((c->>'until')::date, on_day) where t.city = of_city and t.person = least((c->>'person')::uuid, (c->>'other')::uuid)
        and t.other = greatest((c->>'person')::uuid, (c->>'other')::uuid) and t.kind = c->>'kind' and (t.until_on is null or t.until_on > greatest((c->>'until')::date, on_day));
      get diagnostics done = row_count;
      if done = 0 then raise exception 'ended already' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'window_added' then
      insert into org.service_window (city, id, unit, code, name, line) select of_city, (c->>'id')::uuid, u.id, c->>'code', c->>'name', c->>'line' from org.unit u where u.city = of_city and u.id = (c->>'unit')::uuid and u.closed_on is null;
      get diagnostics done = row_count;
      if done = 0 then raise exception 'the unit is closed' using errcode = '23514', constraint = 'proposal_outdated'; end if;
    elsif what = 'window_changed' then
      update org.service_window w set name = c->>'name', line = c->>'line' where w.city = of_city and w.id = (c->>'id')::uuid and w.closed_on is null;
    elsif what = 'window_closed' then
      update org.service_window w set closed_on = on_day where w.city = of_city and w.id = (c->>'id')::uuid and w.closed_on is null;
    elsif what = 'watch_entered' then
      -- It gives nobody what he has not by day, and no night is rewritten.
      begins := (c->>'begins')::timestamp at time zone 'Asia/Shanghai';
      ends := (c->>'ends')::timestamp at time zone 'Asia/Shanghai';
      if (c->>'begins')::date < on_day or ends <= begins or not org.leads_at((c->>'person')::uuid, (c->>'unit')::uuid, (c->>'begins')::date, (c->>'ends')::date)
        or exists (select from org.duty d where d.city = of_city and d.unit = (c->>'unit')::uuid and d.from_at < ends and d.until_at > begins) then
        raise exception 'no watch of his' using errcode = '23514', constraint = 'proposal_outdated';
      end if;
      insert into org.duty (city, id, unit, person, from_at, until_at) values (of_city, (c->>'id')::uuid, (c->>'unit')::uuid, (c->>'person')::uuid, begins, ends);
    elsif what = 'watch_removed' then
      delete from org.duty d where d.city = of_city and d.id = (c->>'id')::uuid and (d.from_at at time zone 'Asia/Shanghai')::date > on_day;
    elsif what = 'edge_drawn' then
      insert into org.edge (city, lower, upper, kind, line) values (of_city, (c->>'lower')::uuid, (c->>'upper')::uuid, c->>'kind', c->>'line') on conflict (city, lower, upper, line) do update set kind = excluded.kind;
    elsif what = 'edge_removed' then
      delete from org.edge e where e.city = of_city and e.lower = (c->>'lower')::uuid and e.upper = (c->>'upper')::uuid and e.line = c->>'line';
    else
      raise exception 'no such change' using errcode = '23514', constraint = 'proposal_unknown';
    end if;
  end loop;
end $$;
revoke all on function org.apply_changes(text, jsonb, date, date) from public;

create function org.held_by(who uuid, roles text[], on_day date) returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from org.post h where h.city = org.city() and h.person = who and h.role = any (roles) and h.held_from <= on_day and (h.held_until is null or h.held_until >= on_day))
$$;

-- With its owner's rights, because nobody else may write these rows. What it was told is not believed: both people are looked
-- up among the posts of their day.
create function org.apply_proposal(which uuid, on_day date) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  p org.proposal;
begin
  select * into p from org.proposal q where q.city = org.city() and q.id = which and q.state = 'approved' for update;
  if p.id is null or p.waits and p.from_on > on_day or p.settled_on > on_day or p.settled_by = any (p.favours)
    or not org.held_by(p.proposed_by, p.proposers, p.proposed_on) or not org.held_by(p.settled_by, p.approvers, p.settled_on) then
    raise exception 'two people have not agreed on this' using errcode = '23514', constraint = 'proposal_not_agreed';
  end if;
  perform org.apply_changes(p.city, p.changes, p.from_on, on_day);
  update org.proposal q set state = 'applied', applied_on = on_day where q.city = p.city and q.id = p.id;
end $$;
revoke all on function org.apply_proposal(uuid, date) from public;
grant execute on function org.apply_proposal(uuid, date) to huiyin_staff;

-- Those whose day has come. One that does not fit what stands by then is marked, and the next is looked at.
create function org.apply_due(on_day date) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
  p record;
  applied int := 0;
begin
  if org.viewer() is distinct from 'sweep' then return 0; end if;
  for p in select q.city, q.id from org.proposal q where q.city = org.city() and q.state = 'approved' and q.from_on <= on_day order by q.settled_at, q.id for update skip locked loop
    begin
      perform org.apply_proposal(p.id, on_day);
      applied := applied + 1;
    exception when integrity_constraint_violation then
      update org.proposal q set state = 'failed' where q.city = p.city and q.id = p.id;
    end;
  end loop;
  return applied;
end $$;
revoke all on function org.apply_due(date) from public;
grant execute on function org.apply_due(date) to huiyin_system;

-- The right to write is taken from the web role; a key is made without links.
drop policy appointed on org.post;
drop policy reappointed on org.post;
revoke insert, update on org.post from huiyin_staff;
drop policy entered on org.api_key;
create policy entered on org.api_key for insert to huiyin_staff with check (city = org.city() and org.holds('security_admin') and not sees_links);
revoke update on org.api_key from huiyin_staff;
grant update (digest, revoked_at) on org.api_key to huiyin_staff;
drop policy drawn on org.edge;
drop policy redrawn on org.edge;
drop policy removed on org.edge;
revoke insert, update, delete on org.edge from huiyin_staff;
