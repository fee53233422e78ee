-- What a receipt may still do: the wish follows a change, a case ends for itself alone, presence is proven after release.

-- Keyed digest of the case that a service belongs to (of the service itself where the agency names no case).
alter table evaluation.service add case_key bytea;
alter table evaluation.ended_case rename column party to case_key;

-- A leaf of the cohort's tree of receipts. `kept`: unit and wish, sealed for the receipt's own purpose. Some rows are drawn
-- at random, so that their number says nothing.
alter table evaluation.released_receipt add place int not null, add kept bytea not null;
create index released_receipt_place on evaluation.released_receipt (city, cohort, place);
-- The tree above the leaves, heap order, 32 bytes each, so that a proof is a few slices and not a sum over everything.
alter table evaluation.root add nodes bytea not null;
alter table evaluation.root alter column nodes set storage external;

create policy intake_waits on evaluation.held_wish for select to huiyin_intake using (true);
create policy intake_takes on evaluation.held_wish for delete to huiyin_intake using (true);
create policy intake on evaluation.ended_case for select to huiyin_intake using (true);
create policy intake on evaluation.root for select to huiyin_intake using (true);
grant select (city, id), delete on evaluation.held_wish to huiyin_intake;
grant select, update (id) on evaluation.call_request to huiyin_intake;
grant update (held) on evaluation.receipt to huiyin_intake;
grant select on evaluation.ended_case, evaluation.root to huiyin_intake;
drop policy evaluation_intake on engine.announcement;
create policy evaluation_intake on engine.announcement for insert to huiyin_intake with check (waiting and event in ('evaluation.call_wished', 'evaluation.wish_changed', 'evaluation.accused'));

drop function evaluation.call_facts(text, bytea);
create function evaluation.call_facts(in_city text, in_digest bytea)
  returns table (service uuid, party bytea, title text, finished_at timestamptz, officer uuid, others uuid[], contact bytea, case_key bytea, case_over boolean)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select s.id, l.party, s.title, s.finished_at, s.officer, s.others, k.sealed, s.case_key,
    exists (select from evaluation.ended_case e where e.city = s.city and e.case_key = s.case_key)
  from (select k.* from evaluation.link k where k.city = in_city and k.digest = in_digest offset 0) l
  join evaluation.service s on s.city = l.city and s.id = l.service
  left join evaluation.contact k on k.city = l.city and k.service = l.service and k.party = l.party
$$;

-- Whether a wish of this receipt still waits for the end of its case.
create function evaluation.wish_waits(in_city text, in_follow bytea) returns boolean
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$ select exists (select from evaluation.call_request q join evaluation.held_wish h on h.city = q.city and h.id = q.id where q.city = in_city and q.follow = in_follow) $$;

-- Wishes and sealed reports. A wish for a receipt that has one already takes its place while that one still waits;
-- where the call has been passed on, the change goes after it. The instant is the one that the citizen's promise counts from.
drop function evaluation.pass_on(text, timestamptz, jsonb, bytea[]);
create function evaluation.pass_on(in_city text, in_at timestamptz, calls jsonb, fresh bytea[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  c jsonb;
  known uuid;
  event text;
begin
  for c in select e from jsonb_array_elements(calls) e loop
    if fresh is not null and not decode(c->>'slot', 'hex') = any (fresh) then continue; end if;
    event := 'evaluation.call_wished';
    if c->>'kind' = 'report' then
      insert into evaluation.report_once (city, once) values (in_city, decode(c->>'once', 'hex')) on conflict do nothing;
      if not found then continue; end if;
      event := 'evaluation.accused';
    else
      insert into evaluation.call_request (city, id, follow) values (in_city, (c->>'id')::uuid, decode(c->>'once', 'hex')) on conflict do nothing;
      if not found then
        select q.id into known from evaluation.call_request q where q.city = in_city and q.follow = decode(c->>'once', 'hex');
        delete from evaluation.held_wish h where h.city = in_city and h.id = known;
        if found then
          update evaluation.call_request q set id = (c->>'id')::uuid where q.city = in_city and q.id = known;
        else
          event := 'evaluation.wish_changed';
        end if;
      end if;
    end if;
    if c->>'kind' = 'held' then
      insert into evaluation.held_wish (city, id, waits_for, until, sealed)
        values (in_city, (c->>'id')::uuid, decode(c->>'waits_for', 'hex'), (c->>'until')::date, c->>'sealed');
    else
      insert into engine.announcement (city, id, event, payload, at)
        values (in_city, (c->>'id')::uuid, event, jsonb_build_object('request', c->>'id', 'sealed', c->>'sealed'), coalesce((c->>'at')::timestamptz, in_at));
    end if;
  end loop;
end $$;

-- A change or a withdrawal: a further version in the same slot, the highest wins; what the receipt holds follows the wish.
drop function evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, jsonb);
create function evaluation.amend(in_city text, in_at timestamptz, in_cohort text, in_slot bytea, in_key bytea, in_wrapped bytea, in_body bytea, in_receipt bytea, in_held bytea, calls jsonb) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation set plan_cache_mode = force_generic_plan
as $$
declare last int;
begin
  perform pg_advisory_xact_lock_shared(evaluation.cohort_lock(in_city, in_cohort));
  perform pg_advisory_xact_lock(hashtextextended(encode(in_slot, 'hex'), 0));
  if not exists (select from evaluation.cohort c where c.city = in_city and c.cohort = in_cohort and c.state in ('open', 'closing')) then return 'gone'; end if;
  select max(s.version) into last from evaluation.sealed s where s.city = in_city and s.cohort = in_cohort and s.slot = in_slot;
  if last is null then return 'gone'; end if;
  if last >= 50 then return 'too_often'; end if;
  -- The call went out meanwhile: it can be corrected, and not be put off.
  if exists (select from jsonb_array_elements(coalesce(calls, '[]')) c join evaluation.call_request q on q.city = in_city and q.follow = decode(c->>'once', 'hex')
      where c->>'kind' = 'held' and not exists (select from evaluation.held_wish h where h.city = q.city and h.id = q.id)) then return 'call_open'; end if;
  insert into evaluation.flush_key (city, cohort, id, wrapped) values (in_city, in_cohort, in_key, in_wrapped);
  insert into evaluation.sealed (city, cohort, slot, version, key_id, body) values (in_city, in_cohort, in_slot, last + 1, in_key, in_body);
  if in_held is not null then
    update evaluation.receipt r set held = in_held where r.city = in_city and r.cohort = in_cohort and r.digest = in_receipt;
  end if;
  if calls is not null then perform evaluation.pass_on(in_city, in_at, calls, null); end if;
  return 'changed';
end $$;

-- A receipt before release, with what it holds; after release, what was kept of it.
drop function evaluation.find_receipt(text, bytea);
create function evaluation.find_receipt(in_city text, in_digest bytea, in_follow bytea) returns table (cohort text, state text, change_until timestamptz, held bytea, kept bytea, waits boolean)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select r.cohort, c.state, c.change_until, r.held, null::bytea, evaluation.wish_waits(in_city, in_follow)
  from evaluation.receipt r join evaluation.cohort c on c.city = r.city and c.cohort = r.cohort
  where r.city = in_city and r.digest = in_digest
  union all
  select r.cohort, 'released', c.change_until, null, r.kept, evaluation.wish_waits(in_city, in_follow)
  from evaluation.released_receipt r join evaluation.cohort c on c.city = r.city and c.cohort = r.cohort
  where r.city = in_city and r.digest = in_digest
  limit 1
$$;

-- The way from one receipt up to its cohort's root: the neighbours, the lowest first. Never another receipt's content.
create function evaluation.presence(in_city text, in_digest bytea) returns table (cohort text, suite text, root bytea, place int, path bytea)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select r.cohort, t.suite, t.receipts, r.place,
    (select string_agg(substring(t.nodes from (((octet_length(t.nodes) / 64 + r.place) >> step) # 1) * 32 + 1 for 32), ''::bytea order by step)
     from generate_series(0, 30) step where ((octet_length(t.nodes) / 64 + r.place) >> step) > 1)
  from evaluation.released_receipt r join evaluation.root t on t.city = r.city and t.cohort = r.cohort
  where r.city = in_city and r.digest = in_digest
$$;

-- What anybody may copy down and compare later.
create function evaluation.list_roots(in_city text) returns table (cohort text, suite text, receipts bytea, released bytea)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$ select t.cohort, t.suite, t.receipts, t.released from evaluation.root t where t.city = in_city order by t.cohort desc limit 520 $$;

revoke all on function evaluation.call_facts(text, bytea), evaluation.pass_on(text, timestamptz, jsonb, bytea[]), evaluation.wish_waits(text, bytea), evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, bytea, bytea, jsonb),
  evaluation.find_receipt(text, bytea, bytea), evaluation.presence(text, bytea), evaluation.list_roots(text) from public;
grant execute on function evaluation.call_facts(text, bytea), evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, bytea, bytea, jsonb),
  evaluation.find_receipt(text, bytea, bytea), evaluation.presence(text, bytea), evaluation.list_roots(text) to huiyin_public;

grant create on schema evaluation to huiyin_intake;
alter function evaluation.call_facts(text, bytea) owner to huiyin_intake;
alter function evaluation.pass_on(text, timestamptz, jsonb, bytea[]) owner to huiyin_intake;
alter function evaluation.wish_waits(text, bytea) owner to huiyin_intake;
alter function evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, bytea, bytea, jsonb) owner to huiyin_intake;
alter function evaluation.find_receipt(text, bytea, bytea) owner to huiyin_intake;
alter function evaluation.presence(text, bytea) owner to huiyin_intake;
alter function evaluation.list_roots(text) owner to huiyin_intake;
revoke create on schema evaluation from huiyin_intake;
