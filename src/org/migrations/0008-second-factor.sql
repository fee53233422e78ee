-- Second factors, step-up and the trail of access. All of it runs on real time, as sessions do.
alter table org.account add column second_due_at timestamptz;
grant select (second_due_at) on org.account to huiyin_staff;

-- 'waiting': the password was right, the second factor has not been shown; such a session opens nothing else.
alter table org.session
  add column id uuid not null default gen_random_uuid(),
  add column second text not null default 'none' check (second in ('none', 'waiting', 'passed')),
  -- when every factor of the account was last shown in this session
  add column fresh_at timestamptz,
  -- what a WebAuthn key must sign in this very session; taken back when it is used
  add column challenge bytea,
  add column challenge_for text check (challenge_for in ('enrol', 'prove')),
  add column challenge_until timestamptz,
  add check ((challenge is null) = (challenge_for is null) and (challenge is null) = (challenge_until is null));

create table org.second_factor (
  city text not null,
  id uuid not null,
  account uuid not null,
  kind text not null check (kind in ('totp', 'webauthn')),
  label text not null check (length(label) between 1 and 60),
  -- the secret of a code generator, the public key of a key; sealed about 'org.second_factor/<city>/<id>'
  sealed bytea not null,
  -- keyed digest of a key's name: one key belongs to one account
  credential bytea,
  -- the last step of a code, the last count of a key: neither is taken twice
  last_used bigint not null default 0,
  enrolled_at timestamptz not null,
  -- null: shown once to be copied, not yet proven to work
  confirmed_at timestamptz,
  primary key (city, id),
  unique (city, credential),
  foreign key (city, account) references org.account (city, id),
  check ((kind = 'webauthn') = (credential is not null))
);
create index second_factor_account on org.second_factor (city, account);

create table org.recovery_code (
  city text not null,
  account uuid not null,
  digest bytea not null,
  used_at timestamptz,
  primary key (city, account, digest),
  foreign key (city, account) references org.account (city, id)
);

-- 访问留痕: who proved himself again, enrolled or lost a factor, ended a session, handed a post over, drew something. Of what
-- was seen it holds the name, never the content.
create table org.access_entry (
  city text not null,
  id uuid not null,
  at timestamptz not null,
  person uuid not null,
  act text not null check (act ~ '^[a-z_]{2,40}$'),
  about jsonb not null default '{}',
  primary key (city, id),
  foreign key (city, person) references org.person (city, id)
);
create index access_entry_at on org.access_entry (city, at desc, id);
create index access_entry_person on org.access_entry (city, person, at desc);

create function org.keep_access_entries() returns trigger language plpgsql as $$
begin
  raise exception 'the trail of access is only added to' using errcode = '23514', constraint = 'access_append_only';
end $$;
create trigger access_append_only before update or delete on org.access_entry for each row execute function org.keep_access_entries();
create trigger access_never_emptied before truncate on org.access_entry for each statement execute function org.keep_access_entries();

do $$
declare t text;
begin
  foreach t in array array['second_factor', 'recovery_code', 'access_entry'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy owner on org.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['second_factor', 'recovery_code'] loop
    execute format('create policy signing_in on org.%I to huiyin_system using (city = org.city() and org.viewer() = ''sign_in'') with check (city = org.city() and org.viewer() = ''sign_in'')', t);
    execute format('grant select, insert, update, delete on org.%I to huiyin_system', t);
  end loop;
end $$;

-- Each writes his own acts; the system writes those of whom it has just let in.
create policy written on org.access_entry for insert to huiyin_staff with check (city = org.city() and org.viewer() = 'person' and person = org.person());
create policy noted on org.access_entry for insert to huiyin_system with check (city = org.city() and org.viewer() = 'sign_in');
create policy watched on org.access_entry for select to huiyin_staff
  using (city = org.city() and (org.holds('audit_admin') or (org.viewer() = 'person' and person = org.person())));
grant select, insert on org.access_entry to huiyin_staff;
grant insert on org.access_entry to huiyin_system;

-- A session that has ended, or whose standing changed, is told to every server: open streams are looked at again at once.
create function org.tell_sessions() returns trigger language plpgsql as $$
begin
  perform pg_notify('huiyin', 'ended ' || (select min(o.city) from gone o)) where exists (select from gone);
  return null;
end $$;
create trigger told_on_delete after delete on org.session referencing old table as gone for each statement execute function org.tell_sessions();
-- Which of the sessions listed is meant, by whoever keeps the accounts.
grant select (id, created_at, seen_at) on org.session to huiyin_staff;
