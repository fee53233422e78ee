-- Units, lines of command, people, posts in time, and how people and systems sign in.
create schema if not exists org;
grant usage on schema org to huiyin_staff, huiyin_public, huiyin_system;

-- Who asks, as `as(viewer)` set it for this transaction; null outside of it, so that no context means no rows.
create function org.city() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('huiyin.city', true), '') $$;
create function org.viewer() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('huiyin.viewer', true), '') $$;
create function org.person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('huiyin.person', true), '')::uuid $$;
create function org.matter() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('huiyin.matter', true), '')::uuid $$;
-- '<unit uuid>/<role>' of every post held today.
create function org.posts() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('huiyin.posts', true), ''), ',') $$;
-- Whether the viewer is a person who holds one of the roles, at whatever unit.
create function org.holds(variadic roles text[]) returns boolean language sql stable parallel safe
  as $$ select coalesce((select org.viewer() = 'person' and bool_or(split_part(p, '/', 2) = any (roles)) from unnest(org.posts()) p), false) $$;
-- The named non-persons; an API key is not one of them.
create function org.is_system() returns boolean language sql stable parallel safe
  as $$ select coalesce(org.viewer() in ('sign_in', 'intake', 'sweep', 'mixer', 'sender', 'import', 'loops'), false) $$;

create table org.unit (
  city text not null,
  id uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  name text not null,
  kind text not null check (kind in ('organ', 'department')),
  level text not null check (level in ('city', 'county', 'town', 'village')),
  organ text not null check (organ in ('court', 'procuratorate', 'police', 'justice', 'hall', 'committee', 'discipline', 'petition', 'congress', 'town')),
  parent uuid,
  closed_on date,
  primary key (city, id),
  unique (city, code),
  foreign key (city, parent) references org.unit (city, id) deferrable initially deferred,
  check ((kind = 'department') = (parent is not null)),
  check (parent <> id)
);

create table org.edge (
  city text not null,
  lower uuid not null,
  upper uuid not null,
  kind text not null check (kind in ('leads', 'supervises', 'guides', 'branch', 'double')),
  line text not null check (line in ('system', 'territory', 'discipline')),
  primary key (city, lower, upper, line),
  foreign key (city, lower) references org.unit (city, id),
  foreign key (city, upper) references org.unit (city, id),
  check (lower <> upper)
);

-- 窗口: where a standing code hangs. `line` is a business line of the programme.
create table org.service_window (
  city text not null,
  id uuid not null,
  unit uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  name text not null,
  line text not null,
  closed_on date,
  primary key (city, id),
  unique (city, code),
  foreign key (city, unit) references org.unit (city, id)
);

create table org.person (
  city text not null,
  id uuid not null,
  -- 工号: what the agencies' own systems call the officer.
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
  name text not null,
  primary key (city, id),
  unique (city, code)
);

-- The number a post's holder is reached at, sealed under the purpose 'contact' about 'org.person_phone/<city>/<person>'.
create table org.person_phone (
  city text not null,
  person uuid not null,
  sealed bytea not null,
  primary key (city, person),
  foreign key (city, person) references org.person (city, id)
);

-- A post held in time. deputy_head at a department: the leader in charge of it (分管领导). Both days are held.
create table org.post (
  city text not null,
  id uuid not null,
  unit uuid not null,
  role text not null check (role in ('officer', 'clerk', 'leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline', 'system_admin', 'security_admin', 'audit_admin')),
  person uuid not null,
  title text,
  -- 0 the holder, 1 the first stand-in (AB角)
  deputy smallint not null default 0 check (deputy between 0 and 9),
  held_from date not null,
  held_until date,
  primary key (city, id),
  unique (city, unit, role, person, held_from),
  foreign key (city, unit) references org.unit (city, id),
  foreign key (city, person) references org.person (city, id),
  check (held_until >= held_from)
);
create index post_person on org.post (city, person);

-- 值班领导: who leads outside of office hours.
create table org.duty (
  city text not null,
  id uuid not null,
  unit uuid not null,
  person uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  primary key (city, id),
  unique (city, unit, person, from_at),
  foreign key (city, unit) references org.unit (city, id),
  foreign key (city, person) references org.person (city, id),
  check (until_at > from_at)
);

-- 亲属、同合议庭. Either direction counts; stored once, the smaller id first.
create table org.tie (
  city text not null,
  person uuid not null,
  other uuid not null,
  kind text not null check (kind in ('kin', 'panel')),
  primary key (city, person, other, kind),
  foreign key (city, person) references org.person (city, id),
  foreign key (city, other) references org.person (city, id),
  check (person < other)
);

create table org.account (
  city text not null,
  id uuid not null,
  login text not null check (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  person uuid not null,
  -- argon2id in the PHC string form
  password_hash text not null,
  must_change boolean not null default false,
  disabled_at timestamptz,
  primary key (city, id),
  unique (city, login),
  foreign key (city, person) references org.person (city, id)
);

-- Sign-in sessions alone use real time. The token itself is nowhere.
create table org.session (
  city text not null,
  digest bytea not null,
  account uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (city, digest),
  foreign key (city, account) references org.account (city, id)
);
create index session_account on org.session (city, account);

-- What slows guessing down. `login` is a keyed digest (people type passwords there by mistake), `neighbourhood` the day's salted hash.
create table org.sign_in_attempt (
  city text not null,
  id uuid not null,
  login bytea not null,
  neighbourhood text not null,
  at timestamptz not null,
  succeeded boolean not null,
  primary key (city, id)
);
create index sign_in_attempt_login on org.sign_in_attempt (city, login, at);
create index sign_in_attempt_neighbourhood on org.sign_in_attempt (city, neighbourhood, at);

create table org.api_key (
  city text not null,
  id uuid not null,
  digest bytea not null,
  name text not null,
  scopes text[] not null,
  -- false: the answer to a push never carries a ratingUrl
  sees_links boolean not null default true,
  -- null: every line, every unit; a unit includes what stands below it
  lines text[],
  units uuid[],
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (city, id),
  unique (city, digest)
);

-- System, security and audit administrators are three people at any time, whoever writes the rows.
create function org.keep_administrators_apart() returns trigger language plpgsql as $$
begin
  if new.role in ('system_admin', 'security_admin', 'audit_admin') and exists (
    select from org.post p
    where p.city = new.city and p.person = new.person and p.id <> new.id and p.role <> new.role
      and p.role in ('system_admin', 'security_admin', 'audit_admin')
      and daterange(p.held_from, p.held_until, '[]') && daterange(new.held_from, new.held_until, '[]')
  ) then
    raise exception 'system, security and audit administrators must be three people' using errcode = '23514', constraint = 'administrators_apart';
  end if;
  return new;
end $$;
create trigger administrators_apart before insert or update on org.post for each row execute function org.keep_administrators_apart();

do $$
declare t text;
begin
  foreach t in array array['unit', 'edge', 'service_window', 'person', 'person_phone', 'post', 'duty', 'tie', 'account', 'session', 'sign_in_attempt', 'api_key'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy owner on org.%I to huiyin_owner using (true) with check (true)', t);
    -- Imports come from the city's own machine room and write whole organisations.
    if t not in ('session', 'sign_in_attempt') then
      execute format('create policy import on org.%I to huiyin_system using (city = org.city() and org.viewer() = ''import'') with check (city = org.city() and org.viewer() = ''import'')', t);
    end if;
  end loop;

  -- Names of units and officials are no secret inside the city's offices.
  foreach t in array array['unit', 'edge', 'service_window', 'person', 'post', 'duty'] loop
    execute format('create policy staff_reads on org.%I for select to huiyin_staff using (city = org.city() and org.viewer() = ''person'')', t);
    execute format('create policy system_reads on org.%I for select to huiyin_system using (city = org.city() and (org.is_system() or org.viewer() = ''key''))', t);
    execute format('grant select on org.%I to huiyin_staff, huiyin_system', t);
  end loop;

  -- Two different people: one draws the organisation, the other says who holds which post and may sign in.
  foreach t in array array['unit', 'edge', 'service_window'] loop
    execute format('create policy drawn on org.%I for insert to huiyin_staff with check (city = org.city() and org.holds(''system_admin''))', t);
    execute format('create policy redrawn on org.%I for update to huiyin_staff using (city = org.city() and org.holds(''system_admin'')) with check (city = org.city() and org.holds(''system_admin''))', t);
    execute format('grant insert, update on org.%I to huiyin_staff, huiyin_system', t);
  end loop;
  foreach t in array array['person', 'duty', 'tie', 'account', 'api_key'] loop
    execute format('create policy entered on org.%I for insert to huiyin_staff with check (city = org.city() and org.holds(''security_admin''))', t);
    execute format('create policy changed on org.%I for update to huiyin_staff using (city = org.city() and org.holds(''security_admin'')) with check (city = org.city() and org.holds(''security_admin''))', t);
    execute format('grant insert, update on org.%I to huiyin_staff, huiyin_system', t);
  end loop;
end $$;

-- Nobody appoints himself.
create policy appointed on org.post for insert to huiyin_staff with check (city = org.city() and org.holds('security_admin') and person <> org.person());
create policy reappointed on org.post for update to huiyin_staff
  using (city = org.city() and org.holds('security_admin') and person <> org.person())
  with check (city = org.city() and org.holds('security_admin') and person <> org.person());
grant insert, update on org.post to huiyin_staff, huiyin_system;

create policy removed on org.edge for delete to huiyin_staff using (city = org.city() and org.holds('system_admin'));
create policy removed on org.duty for delete to huiyin_staff using (city = org.city() and org.holds('security_admin'));
create policy removed on org.tie for delete to huiyin_staff using (city = org.city() and org.holds('security_admin'));
grant delete on org.edge, org.duty, org.tie to huiyin_staff, huiyin_system;

-- Numbers: opened only to send a message.
create policy sent_to on org.person_phone for select to huiyin_system using (city = org.city() and org.viewer() in ('sender', 'loops', 'sweep'));
grant select, insert, update on org.person_phone to huiyin_system;

-- Kinship: those who route, those who keep the list or watch over it, and the two whom it names.
create policy routed on org.tie for select to huiyin_system using (city = org.city() and org.viewer() in ('loops', 'sweep', 'intake'));
create policy watched on org.tie for select to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'audit_admin', 'discipline') or (org.viewer() = 'person' and org.person() in (person, other))));
grant select on org.tie to huiyin_staff, huiyin_system;

create policy known on org.account for select to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'audit_admin') or (org.viewer() = 'person' and person = org.person())));
create policy signing_in on org.account for select to huiyin_system using (city = org.city() and org.viewer() = 'sign_in');
create policy password_kept on org.account for update to huiyin_system
  using (city = org.city() and org.viewer() = 'sign_in') with check (city = org.city() and org.viewer() = 'sign_in');
-- Not the hash: a person never reads one, not even his own.
grant select (city, id, login, person, must_change, disabled_at) on org.account to huiyin_staff;
grant select on org.account to huiyin_system;

create policy signing_in on org.session to huiyin_system
  using (city = org.city() and org.viewer() = 'sign_in') with check (city = org.city() and org.viewer() = 'sign_in');
grant select, insert, update, delete on org.session to huiyin_system;
create policy signing_in on org.sign_in_attempt to huiyin_system
  using (city = org.city() and org.viewer() = 'sign_in') with check (city = org.city() and org.viewer() = 'sign_in');
create policy watched on org.sign_in_attempt for select to huiyin_staff using (city = org.city() and org.holds('audit_admin'));
grant select, insert, delete on org.sign_in_attempt to huiyin_system;
grant select on org.sign_in_attempt to huiyin_staff;

create policy known on org.api_key for select to huiyin_staff using (city = org.city() and org.holds('security_admin', 'audit_admin'));
create policy signing_in on org.api_key for select to huiyin_system using (city = org.city() and org.viewer() = 'sign_in');
-- A key knows its own limits, never those of others.
create policy itself on org.api_key for select to huiyin_system using (city = org.city() and org.viewer() = 'key' and id = nullif(current_setting('huiyin.key', true), '')::uuid);
grant select (city, id, name, scopes, sees_links, lines, units, expires_at, revoked_at) on org.api_key to huiyin_staff;
grant select on org.api_key to huiyin_system;

-- What a citizen's page may say: which office, which window.
grant select (city, id, code, name) on org.unit to huiyin_public;
grant select (city, id, unit, code, name) on org.service_window to huiyin_public;
create policy public_reads on org.unit for select to huiyin_public using (city = org.city() and org.viewer() in ('public', 'citizen'));
create policy public_reads on org.service_window for select to huiyin_public using (city = org.city() and org.viewer() in ('public', 'citizen'));
