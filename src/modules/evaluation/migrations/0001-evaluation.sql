-- 评价: records of services, links of one rating each, the sealed store, and what the mixer released from it.
-- docs: privacy.md. No created_at, no serial, no foreign key, no officer in a released table. A cohort is the ISO week in
-- which services ended ('2026-W38'), or in which posted window codes were answered ('2026-W38s', 未核验).
create schema evaluation;
grant usage on schema evaluation to huiyin_staff, huiyin_public, huiyin_system, huiyin_intake;

create table evaluation.cohort (
  city text not null,
  cohort text not null check (cohort ~ '^\d{4}-W\d{2}s?$'),
  answer_until timestamptz not null,
  change_until timestamptz not null,
  state text not null default 'open' check (state in ('open', 'closing', 'released')),
  primary key (city, cohort),
  check (change_until >= answer_until + interval '7 days')
);

-- What the citizen came for; it lives in the agency's system, this is as little of it as rating and calling back take.
create table evaluation.service (
  city text not null,
  id uuid not null,
  external_id text not null,
  unit uuid not null,
  line text not null,
  officer uuid,
  others uuid[] not null default '{}',
  title text,
  outcome text not null,
  finished_at timestamptz not null,
  primary key (city, id),
  unique (city, external_id)
);

-- One party to one service: a keyed digest of what the agency calls the person, and { name?, phone? } sealed until the
-- cohort is released. The row stays, so that nobody is given a second link.
create table evaluation.contact (
  city text not null,
  service uuid not null,
  party bytea not null,
  has_phone boolean not null,
  sealed bytea,
  primary key (city, service, party)
);

-- Digest of a token that opens one rating. Dropped with its cohort.
create table evaluation.link (
  city text not null,
  cohort text not null,
  digest bytea not null,
  unit uuid not null,
  line text not null,
  service uuid not null,
  party bytea not null,
  -- invited by our own message, handed to the agency, or neither
  channel text not null check (channel in ('sms', 'code', 'none')),
  generation smallint not null,
  primary key (city, digest, cohort)
) partition by list (cohort);
create index link_service on evaluation.link (city, service);

-- What was rated. The slot is spent by its first row; nothing points from here to a link.
create table evaluation.sealed (
  city text not null,
  cohort text not null,
  slot bytea not null,
  version smallint not null check (version between 1 and 50),
  key_id bytea not null,
  body bytea not null,
  primary key (city, cohort, slot, version)
) partition by list (cohort);

-- One data key per flush, wrapped for the mixer.
create table evaluation.flush_key (
  city text not null,
  cohort text not null,
  id bytea not null,
  wrapped bytea not null,
  primary key (city, cohort, id)
) partition by list (cohort);

-- `held` is what the citizen's own code needs to change the rating or to be shown again what was wished.
create table evaluation.receipt (
  city text not null,
  cohort text not null,
  digest bytea not null,
  held bytea not null,
  primary key (city, digest, cohort)
) partition by list (cohort);

-- Receipts whose batch is out: presence only.
create table evaluation.released_receipt (
  city text not null,
  digest bytea not null,
  cohort text not null,
  primary key (city, digest)
);

-- A wish for a call has been passed on for this receipt; a changed rating passes on no second one.
create table evaluation.call_request (
  city text not null,
  id uuid not null,
  follow bytea not null,
  primary key (city, id),
  unique (city, follow)
);

-- 等我这件事办完再联系: held until a service of the same party ends the case, or until the day at the latest.
create table evaluation.held_wish (
  city text not null,
  id uuid not null,
  waits_for bytea not null,
  until date not null,
  sealed text not null,
  primary key (city, id)
);
create index held_wish_waits on evaluation.held_wish (city, waits_for);
create table evaluation.ended_case (
  city text not null,
  party bytea not null,
  primary key (city, party)
);

-- Which reminder of a cohort has gone out to those who had not answered.
create table evaluation.reminded (
  city text not null,
  cohort text not null,
  reminder smallint not null,
  primary key (city, cohort, reminder)
);

-- The same report of the sealed lane, posted twice, is one.
create table evaluation.report_once (
  city text not null,
  once bytea not null,
  primary key (city, once)
);

-- Below the threshold: one sealed pool per unit, without links, in no order.
create table evaluation.waiting (
  city text not null,
  unit uuid not null,
  unverified boolean not null,
  pool bytea not null,
  primary key (city, unit, unverified)
);
-- This unit's part of the cohort has been taken out, whether released or carried over.
create table evaluation.mixed (
  city text not null,
  cohort text not null,
  unit uuid not null,
  primary key (city, cohort, unit)
);

-- One per unit and cohort, whole and never changed. first_cohort: what was carried over began there.
create table evaluation.batch (
  city text not null,
  unit uuid not null,
  batch text not null,
  first_cohort text not null,
  unverified boolean not null,
  ratings int not null check (ratings >= 5),
  poor int,
  primary key (city, unit, batch)
);
create table evaluation.released_level (
  city text not null,
  unit uuid not null,
  batch text not null,
  dimension text not null check (dimension in ('overall', 'attitude', 'conduct', 'ability', 'result')),
  -- Ratings that hold a level here; null with the levels while they could tell what everybody said.
  answered int,
  n1 int, n2 int, n3 int, n4 int, n5 int,
  primary key (city, unit, batch, dimension)
);
create table evaluation.released_reason (
  city text not null,
  unit uuid not null,
  batch text not null,
  reason text not null,
  count int not null,
  primary key (city, unit, batch, reason)
);
-- A board reads the last quarter of all units; their whole history must not make it slower.
create index batch_period on evaluation.batch (city, batch) include (unit, ratings, poor, unverified);
create index released_level_period on evaluation.released_level (city, batch) include (unit, dimension, n1, n2, n3, n4, n5);
create index released_reason_period on evaluation.released_reason (city, batch) include (unit, reason, count);
-- Sealed under 'matter.rating' until a person above has read it; then the redacted text may be shown.
create table evaluation.released_words (
  city text not null,
  id uuid not null,
  unit uuid not null,
  batch text not null,
  sealed bytea not null,
  state text not null default 'unread' check (state in ('unread', 'released', 'kept_back')),
  reader uuid,
  primary key (city, id)
);
create index released_words_unit on evaluation.released_words (city, unit, batch);
-- Changed or withdrawn before release; for the discipline line alone (求改评).
create table evaluation.released_change (
  city text not null,
  unit uuid not null,
  batch text not null,
  changed int not null,
  withdrawn int not null,
  primary key (city, unit, batch)
);
create table evaluation.silent (
  city text not null,
  unit uuid not null,
  cohort text not null,
  -- '*': the lines that are too small to be told apart
  line text not null,
  rateable int not null,
  invited int not null,
  delivered int,
  answered int,
  primary key (city, unit, cohort, line)
);
create index silent_period on evaluation.silent (city, cohort) include (unit, line, rateable, invited, delivered, answered);
-- Seconds from opening to posting, city-wide.
create table evaluation.seconds (
  city text not null,
  cohort text not null,
  channel text not null,
  bucket smallint not null,
  count int not null,
  primary key (city, cohort, channel, bucket)
);
-- Sorted receipt digests and released figures of one cohort, sealed into two hashes that anybody may compare.
create table evaluation.root (
  city text not null,
  cohort text not null,
  suite text not null check (suite in ('std', 'gm')),
  receipts bytea not null,
  released bytea not null,
  primary key (city, cohort)
);

do $$
declare t text;
begin
  foreach t in array array['cohort', 'service', 'contact', 'link', 'sealed', 'flush_key', 'receipt', 'released_receipt', 'call_request', 'held_wish', 'ended_case', 'report_once', 'reminded',
    'waiting', 'mixed', 'batch', 'released_level', 'released_reason', 'released_words', 'released_change', 'silent', 'seconds', 'root'] loop
    execute format('alter table evaluation.%I enable row level security', t);
    execute format('alter table evaluation.%I force row level security', t);
    execute format('create policy owner on evaluation.%I to huiyin_owner using (true) with check (true)', t);
  end loop;

  -- The mixer takes out, adds up and puts away; nobody else may.
  foreach t in array array['cohort', 'service', 'contact', 'link', 'sealed', 'flush_key', 'receipt'] loop
    execute format('create policy mixer on evaluation.%I for select to huiyin_system using (city = org.city() and org.viewer() = ''mixer'')', t);
    execute format('grant select on evaluation.%I to huiyin_system', t);
  end loop;
  foreach t in array array['waiting', 'mixed', 'reminded', 'batch', 'released_level', 'released_reason', 'released_words', 'released_change', 'silent', 'seconds', 'root', 'released_receipt'] loop
    execute format('create policy mixer on evaluation.%I to huiyin_system using (city = org.city() and org.viewer() = ''mixer'') with check (city = org.city() and org.viewer() = ''mixer'')', t);
    execute format('grant select, insert on evaluation.%I to huiyin_system', t);
  end loop;

  -- What is out may be read by everybody who works for the city.
  foreach t in array array['batch', 'released_level', 'released_reason', 'silent', 'seconds', 'root'] loop
    execute format('create policy released on evaluation.%I for select to huiyin_staff using (city = org.city() and org.viewer() = ''person'')', t);
    execute format('grant select on evaluation.%I to huiyin_staff', t);
  end loop;

  -- Agencies push services; what became of a link they cannot ask.
  foreach t in array array['service', 'contact'] loop
    execute format('create policy pushed on evaluation.%I to huiyin_system using (city = org.city() and org.viewer() in (''key'', ''import'')) with check (city = org.city() and org.viewer() in (''key'', ''import''))', t);
    execute format('grant insert, update on evaluation.%I to huiyin_system', t);
  end loop;
  foreach t in array array['link', 'ended_case'] loop
    execute format('create policy pushed on evaluation.%I to huiyin_system using (city = org.city() and org.viewer() in (''key'', ''import'')) with check (city = org.city() and org.viewer() in (''key'', ''import''))', t);
    execute format('grant select, insert on evaluation.%I to huiyin_system', t);
  end loop;
end $$;
grant delete on evaluation.waiting to huiyin_system;
grant update on evaluation.waiting, evaluation.seconds to huiyin_system;
grant update (state) on evaluation.cohort to huiyin_system;
create policy moved on evaluation.cohort for update to huiyin_system using (city = org.city() and org.viewer() = 'mixer') with check (city = org.city() and org.viewer() = 'mixer');
create policy dated on evaluation.cohort for select to huiyin_system using (city = org.city() and org.viewer() in ('key', 'import'));

-- The end of a case lets a held wish go; the sweep passes it on.
create policy passed_on on evaluation.held_wish to huiyin_system using (city = org.city() and org.viewer() = 'sweep') with check (false);
create policy passed_on on evaluation.ended_case for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on evaluation.held_wish to huiyin_system;

-- Words are read first by the callback centre or a supervisor of the same organ or of one above it in the territory; never by the unit.
create function evaluation.reads_words_of(asked_city text, asked_unit uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  select coalesce(org.viewer() = 'person' and exists (
    select from unnest(org.posts()) p
      join org.unit reader on reader.city = asked_city and reader.id = split_part(p, '/', 1)::uuid
      join org.unit rated on rated.city = asked_city and rated.id = asked_unit
    where split_part(p, '/', 2) in ('callback_centre', 'supervisor') and reader.id <> rated.id
      and (coalesce(reader.parent, reader.id) = coalesce(rated.parent, rated.id)
        or exists (select from org.edge e where e.city = asked_city and e.lower = coalesce(rated.parent, rated.id) and e.upper = coalesce(reader.parent, reader.id)))
  ), false)
$$;
create policy read_first on evaluation.released_words for select to huiyin_staff
  using (city = org.city() and org.viewer() = 'person' and (state = 'released' or evaluation.reads_words_of(city, unit)));
create policy decided on evaluation.released_words for update to huiyin_staff
  using (city = org.city() and state = 'unread' and evaluation.reads_words_of(city, unit)) with check (city = org.city() and state <> 'unread' and reader = org.person());
grant select, update (state, sealed, reader) on evaluation.released_words to huiyin_staff;
create policy watched on evaluation.released_change for select to huiyin_staff using (city = org.city() and org.holds('discipline'));
grant select on evaluation.released_change to huiyin_staff;

-- What the page of a link needs, and no more: the intake inserts; it reads no body.
create policy intake on evaluation.cohort for select to huiyin_intake using (true);
create policy intake on evaluation.link for select to huiyin_intake using (true);
create policy intake on evaluation.service for select to huiyin_intake using (true);
create policy intake on evaluation.contact for select to huiyin_intake using (true);
create policy intake on evaluation.sealed to huiyin_intake using (true) with check (true);
create policy intake on evaluation.flush_key for insert to huiyin_intake with check (true);
create policy intake on evaluation.receipt to huiyin_intake using (true) with check (true);
create policy intake on evaluation.released_receipt for select to huiyin_intake using (true);
create policy intake on evaluation.call_request to huiyin_intake using (true) with check (true);
create policy intake on evaluation.held_wish for insert to huiyin_intake with check (true);
create policy intake on evaluation.report_once to huiyin_intake using (true) with check (true);
create policy evaluation_intake on engine.announcement for insert to huiyin_intake with check (waiting and event in ('evaluation.call_wished', 'evaluation.accused'));
grant select on evaluation.cohort, evaluation.link, evaluation.receipt, evaluation.released_receipt, evaluation.service, evaluation.contact to huiyin_intake;
grant insert on evaluation.sealed, evaluation.flush_key, evaluation.receipt, evaluation.call_request, evaluation.held_wish, evaluation.report_once to huiyin_intake;
grant select (city, cohort, slot, version) on evaluation.sealed to huiyin_intake;
grant usage on schema engine to huiyin_intake;
grant insert on engine.announcement to huiyin_intake;
