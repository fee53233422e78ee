-- The doors of the sealed store. Tables are cut into slices of known length on purpose: a flush is one message of fixed shape.

-- A cohort's slices of the partitioned tables. Attaching keeps readers and writers of the other slices going. Sealed bodies
-- all have one size, a little above what a row may hold before it is cut up and compressed: ciphertext does not shrink, and
-- a whole row is written in half the time.
create function evaluation.open_cohort(in_city text, in_cohort text, in_answer_until timestamptz, in_change_until timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  t text;
  slice text;
begin
  if in_city is distinct from org.city() or org.viewer() not in ('key', 'import', 'mixer') then
    raise exception 'a cohort is opened by a push or by the mixer' using errcode = '42501';
  end if;
  if in_cohort !~ '^\d{4}-W\d{2}s?$' then raise exception 'not a cohort' using errcode = '22023'; end if;
  if exists (select from evaluation.cohort c where c.city = in_city and c.cohort = in_cohort) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('evaluation.cohort', 0));
  foreach t in array array['link', 'sealed', 'flush_key', 'receipt'] loop
    slice := t || '_' || translate(lower(in_cohort), '-', '_');
    if to_regclass(format('evaluation.%I', slice)) is null then
      execute format('create table evaluation.%I (like evaluation.%I including defaults including constraints including storage) with (toast_tuple_target = 8160)', slice, t);
      execute format('alter table evaluation.%I enable row level security', slice);
      execute format('alter table evaluation.%I force row level security', slice);
      execute format('create policy owner on evaluation.%I to huiyin_owner using (true) with check (true)', slice);
      execute format('alter table evaluation.%I attach partition evaluation.%I for values in (%L)', t, slice, in_cohort);
    end if;
  end loop;
  insert into evaluation.cohort (city, cohort, answer_until, change_until) values (in_city, in_cohort, in_answer_until, in_change_until) on conflict do nothing;
end $$;

-- After release nothing remains of who was asked or what was written; another city's rows of the same week stay.
create function evaluation.drop_cohort(in_city text, in_cohort text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  t text;
  slice text;
  others boolean;
begin
  if in_city is distinct from org.city() or org.viewer() is distinct from 'mixer' then
    raise exception 'only the mixer drops a cohort' using errcode = '42501';
  end if;
  if in_cohort !~ '^\d{4}-W\d{2}s?$' then raise exception 'not a cohort' using errcode = '22023'; end if;
  update evaluation.contact k set sealed = null from evaluation.link l
    where l.city = in_city and l.cohort = in_cohort and k.city = l.city and k.service = l.service and k.party = l.party;
  select exists (select from evaluation.cohort c where c.cohort = in_cohort and c.city <> in_city and not exists (select from evaluation.root r where r.city = c.city and r.cohort = c.cohort)) into others;
  foreach t in array array['link', 'sealed', 'flush_key', 'receipt'] loop
    slice := t || '_' || translate(lower(in_cohort), '-', '_');
    if to_regclass(format('evaluation.%I', slice)) is null then continue; end if;
    if others then
      execute format('delete from evaluation.%I where city = %L', slice, in_city);
    else
      execute format('drop table evaluation.%I', slice);
    end if;
  end loop;
end $$;

-- One lock name per cohort: writers share it, closing and releasing take it alone.
create function evaluation.cohort_lock(in_city text, in_cohort text) returns bigint language sql immutable set search_path = pg_catalog
as $$ select hashtextextended('evaluation.cohort ' || in_city || ' ' || in_cohort, 0) $$;

-- What the pages of some links show, as one array of arrays: place (from 0) in `digests` of 32 bytes each, cohort, state,
-- last moment to change in milliseconds, unit, line, generation, whether a number is kept. `offset 0` keeps each look-up a look-up: without statistics of a
-- young partition the planner would read all of it for every flush. Plans are made once: with many partitions planning
-- costs more than running.
create function evaluation.find_links(in_city text, digests bytea) returns json
  language plpgsql stable security definer set search_path = pg_catalog, evaluation set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return (select json_agg(json_build_array((at - 1) / 32, l.cohort, c.state, floor(extract(epoch from c.change_until) * 1000)::bigint, l.unit, l.line, l.generation,
    exists (select from evaluation.contact k where k.city = l.city and k.service = l.service and k.party = l.party and k.has_phone)))
  from generate_series(1, length(digests), 32) at
  cross join lateral (select k.* from evaluation.link k where k.city = in_city and k.digest = substring(digests from at for 32) offset 0) l
  join evaluation.cohort c on c.city = l.city and c.cohort = l.cohort);
end $$;

-- What a call needs to know of the service; asked only for a rating that wishes one, or speaks to the sealed lane.
create function evaluation.call_facts(in_city text, in_digest bytea)
  returns table (service uuid, party bytea, title text, finished_at timestamptz, officer uuid, others uuid[], contact bytea)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select s.id, l.party, s.title, s.finished_at, s.officer, s.others, k.sealed
  from (select k.* from evaluation.link k where k.city = in_city and k.digest = in_digest offset 0) l
  join evaluation.service s on s.city = l.city and s.id = l.service
  left join evaluation.contact k on k.city = l.city and k.service = l.service and k.party = l.party
$$;

-- Wishes and sealed reports of ratings that were just accepted. Only those whose slot is in `fresh` (null: all).
create function evaluation.pass_on(in_city text, in_at timestamptz, calls jsonb, fresh bytea[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare c jsonb;
begin
  for c in select e from jsonb_array_elements(calls) e loop
    if fresh is not null and not decode(c->>'slot', 'hex') = any (fresh) then continue; end if;
    if c->>'kind' = 'report' then
      insert into evaluation.report_once (city, once) values (in_city, decode(c->>'once', 'hex')) on conflict do nothing;
    else
      insert into evaluation.call_request (city, id, follow) values (in_city, (c->>'id')::uuid, decode(c->>'once', 'hex')) on conflict do nothing;
    end if;
    if not found then continue; end if;
    if c->>'kind' = 'held' then
      insert into evaluation.held_wish (city, id, waits_for, until, sealed)
        values (in_city, (c->>'id')::uuid, decode(c->>'waits_for', 'hex'), (c->>'until')::date, c->>'sealed');
    else
      insert into engine.announcement (city, id, event, payload, at)
        values (in_city, (c->>'id')::uuid, case c->>'kind' when 'report' then 'evaluation.accused' else 'evaluation.call_wished' end,
          jsonb_build_object('request', c->>'id', 'sealed', c->>'sealed'), in_at);
    end if;
  end loop;
end $$;

-- One flush of one city. `rows` holds equal records: which of `weeks` and of `keys` (from 0, one byte each), link (zeros for a
-- window's code), slot, receipt (32 bytes each), what the receipt holds, body. `keys` are the data keys of the flush, 16 bytes
-- of name and the key wrapped for the mixer, one behind the other.
-- The unique slot is the spending of the link: no row of `link` is touched and no time is kept.
-- Answers one letter per row: n new, a the same rating again, c another one on a used link, g gone.
create function evaluation.intake(in_city text, in_at timestamptz, weeks text[], keys bytea, key_size int, held_size int, body_size int, calls jsonb, rows bytea)
  returns text
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation set plan_cache_mode = force_generic_plan
as $$
declare
  size int := 98 + held_size + body_size;
  n int := length(rows) / size;
  open_ones text[];
  became text;
begin
  perform pg_advisory_xact_lock_shared(evaluation.cohort_lock(in_city, c)) from (select distinct c from unnest(weeks) c order by c) locked;

  select array_agg(c.cohort) into open_ones from evaluation.cohort c where c.city = in_city and c.cohort = any (weeks) and c.state = 'open';

  with arriving as materialized (
    select i, c as cohort, substring(rows from i * size + 35 for 32) as slot, get_byte(rows, i * size + 1) as key,
      c = any (open_ones) and (right(c, 1) = 's'
        or (select true from evaluation.link l where l.city = in_city and l.cohort = c and l.digest = substring(rows from i * size + 3 for 32) offset 0)) as allowed
    from generate_series(0, n - 1) i, lateral (select weeks[get_byte(rows, i * size) + 1] as c offset 0) week
  ), spent as (
    insert into evaluation.sealed (city, cohort, slot, version, key_id, body)
      select in_city, a.cohort, a.slot, 1, substring(keys from a.key * key_size + 1 for 16), substring(rows from a.i * size + 99 + held_size for body_size)
      from (select a.i, a.cohort, a.slot, a.key from arriving a where a.allowed order by a.slot) a
      on conflict do nothing returning slot
  ), fresh as materialized (
    select a.i, a.cohort, a.key from arriving a join spent s on s.slot = a.slot where a.allowed
  ), used as (
    insert into evaluation.flush_key (city, cohort, id, wrapped)
      select in_city, f.cohort, f.id, substring(keys from f.key * key_size + 17 for key_size - 16)
      from (select distinct f.cohort, f.key, substring(keys from f.key * key_size + 1 for 16) as id from fresh f) f
      order by f.cohort, f.id -- two flushes that share keys take them in one order
      on conflict do nothing
  ), kept as (
    insert into evaluation.receipt (city, cohort, digest, held)
      select in_city, f.cohort, f.digest, substring(rows from f.i * size + 99 for held_size)
      from (select f.i, f.cohort, substring(rows from f.i * size + 67 for 32) as digest from fresh f order by 3) f
      on conflict do nothing
  )
  select string_agg(case when f.i is not null then 'n' when a.allowed then 'c' else 'g' end, '' order by a.i) into became
  from arriving a left join fresh f on f.i = a.i;

  if calls is not null and became like '%n%' then
    perform evaluation.pass_on(in_city, in_at, calls, (select array_agg(substring(rows from i * size + 35 for 32)) from generate_series(0, n - 1) i where substr(became, i + 1, 1) = 'n'));
  end if;

  -- A statement of its own, so that it sees what another server has committed while the slot was waited for.
  if became like '%c%' then
    select string_agg(case when substr(became, i + 1, 1) = 'c'
        and (select true from evaluation.receipt r where r.city = in_city and r.cohort = weeks[get_byte(rows, i * size) + 1] and r.digest = substring(rows from i * size + 67 for 32) offset 0) then 'a'
      else substr(became, i + 1, 1) end, '' order by i) into became
    from generate_series(0, n - 1) i;
  end if;
  return became;
end $$;

-- A change or a withdrawal: a further version in the same slot, the highest wins.
create function evaluation.amend(in_city text, in_at timestamptz, in_cohort text, in_slot bytea, in_key bytea, in_wrapped bytea, in_body bytea, calls jsonb) returns text
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
  insert into evaluation.flush_key (city, cohort, id, wrapped) values (in_city, in_cohort, in_key, in_wrapped);
  insert into evaluation.sealed (city, cohort, slot, version, key_id, body) values (in_city, in_cohort, in_slot, last + 1, in_key, in_body);
  if calls is not null then perform evaluation.pass_on(in_city, in_at, calls, null); end if;
  return 'changed';
end $$;

-- A receipt before release, with what it holds; after release, that it is among the released ones.
create function evaluation.find_receipt(in_city text, in_digest bytea) returns table (cohort text, state text, change_until timestamptz, held bytea)
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select r.cohort, c.state, c.change_until, r.held from evaluation.receipt r join evaluation.cohort c on c.city = r.city and c.cohort = r.cohort
  where r.city = in_city and r.digest = in_digest
  union all
  select r.cohort, 'released', c.change_until, null from evaluation.released_receipt r join evaluation.cohort c on c.city = r.city and c.cohort = r.cohort
  where r.city = in_city and r.digest = in_digest
  limit 1
$$;

-- "It was not me": to the sealed lane, once per link.
create function evaluation.report(in_city text, in_at timestamptz, calls jsonb) returns void
  language sql volatile security definer set search_path = pg_catalog, evaluation
as $$ select evaluation.pass_on(in_city, in_at, calls, null) $$;

revoke all on all functions in schema evaluation from public;
grant execute on function evaluation.cohort_lock(text, text) to huiyin_intake, huiyin_system;
grant execute on function evaluation.find_links(text, bytea), evaluation.call_facts(text, bytea), evaluation.intake(text, timestamptz, text[], bytea, int, int, int, jsonb, bytea),
  evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, jsonb), evaluation.find_receipt(text, bytea), evaluation.report(text, timestamptz, jsonb) to huiyin_public;
grant execute on function evaluation.open_cohort(text, text, timestamptz, timestamptz), evaluation.drop_cohort(text, text) to huiyin_system;
grant execute on function evaluation.reads_words_of(text, uuid) to huiyin_staff;

-- Handed over last: whoever owns a function alone may grant it.
grant create on schema evaluation to huiyin_intake;
alter function evaluation.find_links(text, bytea) owner to huiyin_intake;
alter function evaluation.call_facts(text, bytea) owner to huiyin_intake;
alter function evaluation.pass_on(text, timestamptz, jsonb, bytea[]) owner to huiyin_intake;
alter function evaluation.intake(text, timestamptz, text[], bytea, int, int, int, jsonb, bytea) owner to huiyin_intake;
alter function evaluation.amend(text, timestamptz, text, bytea, bytea, bytea, bytea, jsonb) owner to huiyin_intake;
alter function evaluation.find_receipt(text, bytea) owner to huiyin_intake;
alter function evaluation.report(text, timestamptz, jsonb) owner to huiyin_intake;
revoke create on schema evaluation from huiyin_intake;
