-- Every list that was taken out of the house: who, which part of which list, how many rows, what for. Nobody deletes a
-- line, and of a line only what happens to its file changes.
grant usage on schema dashboards to huiyin_system;

create table dashboards.export (
  city text not null,
  id uuid not null,
  -- what people call it, and what stands on every page of the file
  number text not null,
  ledger text not null check (ledger ~ '^[a-z_]{1,40}$'),
  format text not null check (format in ('xlsx', 'csv')),
  -- the list's own filter, and the columns with their headings, as asked
  filter jsonb not null,
  columns jsonb not null,
  purpose text check (char_length(purpose) between 4 and 200),
  person uuid not null,
  person_name text not null,
  -- '<unit uuid>/<role>' of every post whose sight the file has
  posts text[] not null,
  asked_at timestamptz not null,
  state text not null default 'making' check (state in ('making', 'ready', 'failed')),
  -- rows written so far, and of how many where that was counted before
  done int not null default 0,
  total int,
  moved_at timestamptz not null,
  bytes bigint,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  opened int not null default 0,
  opened_at timestamptz,
  primary key (city, id),
  unique (city, number),
  foreign key (city, person) references org.person (city, id),
  foreign key (city, revoked_by) references org.person (city, id),
  check ((state = 'ready') = (expires_at is not null))
);
create index export_person on dashboards.export (city, person, asked_at desc);
create index export_asked on dashboards.export (city, asked_at desc);

-- The key of an export's bytes; gone once the link has expired or was taken back, and the bytes with it.
create table dashboards.export_key (
  city text not null,
  export uuid not null,
  wrapped_key bytea not null,
  primary key (city, export),
  foreign key (city, export) references dashboards.export (city, id)
);

-- An office's own columns of a list: which, in which order, under which headings. Of one person, or of a unit's posts.
create table dashboards.column_set (
  city text not null,
  ledger text not null check (ledger ~ '^[a-z_]{1,40}$'),
  owner text not null check (owner in ('person', 'unit')),
  of uuid not null,
  columns jsonb not null,
  saved_by uuid not null,
  primary key (city, ledger, owner, of),
  foreign key (city, saved_by) references org.person (city, id)
);

create function dashboards.keep_exports() returns trigger language plpgsql as $$
begin
  if row(old.city, old.id, old.number, old.ledger, old.format, old.filter, old.columns, old.purpose, old.person, old.person_name, old.posts, old.asked_at)
     is distinct from row(new.city, new.id, new.number, new.ledger, new.format, new.filter, new.columns, new.purpose, new.person, new.person_name, new.posts, new.asked_at)
     or old.state <> 'making' and (new.state, new.done, new.bytes, new.expires_at) is distinct from (old.state, old.done, old.bytes, old.expires_at)
     or old.revoked_at is not null and (new.revoked_at, new.revoked_by) is distinct from (old.revoked_at, old.revoked_by)
     or new.opened < old.opened then
    raise exception 'what was taken out stays on record' using errcode = '23514', constraint = 'export_kept';
  end if;
  return new;
end $$;
create trigger export_kept before update on dashboards.export for each row execute function dashboards.keep_exports();

-- Whether the viewer holds one of the posts at this unit that may set its columns.
create function dashboards.sets_columns(unit uuid) returns boolean language sql stable parallel safe as $$
  select exists (select from unnest(org.posts()) p where split_part(p, '/', 1) = unit::text and split_part(p, '/', 2) not in ('officer', 'clerk', 'inspector'))
$$;

do $$
declare t text;
begin
  foreach t in array array['export', 'export_key', 'column_set'] loop
    execute format('alter table dashboards.%I enable row level security', t);
    execute format('alter table dashboards.%I force row level security', t);
    execute format('create policy owner on dashboards.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;

create policy own on dashboards.export for select to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person());
create policy watched on dashboards.export for select to huiyin_staff using (city = org.city() and org.holds('audit_admin', 'discipline'));
create policy asked on dashboards.export for insert to huiyin_staff
  with check (city = org.city() and org.viewer() = 'person' and person = org.person() and posts = coalesce(org.posts(), '{}') and state = 'making' and opened = 0);
create policy moved on dashboards.export for update to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person())
  with check (city = org.city() and person = org.person() and (revoked_by is null or revoked_by = org.person()));
create policy tidied on dashboards.export to huiyin_system using (city = org.city() and org.viewer() = 'sweep') with check (city = org.city() and org.viewer() = 'sweep');
grant select, insert, update (state, done, total, moved_at, bytes, expires_at, revoked_at, revoked_by, opened, opened_at) on dashboards.export to huiyin_staff;
grant select, update (state, moved_at) on dashboards.export to huiyin_system;

-- Only whoever took it out opens it; the audit reads the record, not the file.
create policy own on dashboards.export_key to huiyin_staff
  using (city = org.city() and exists (select from dashboards.export e where e.city = export_key.city and e.id = export_key.export and e.person = org.person()))
  with check (city = org.city() and exists (select from dashboards.export e where e.city = export_key.city and e.id = export_key.export and e.person = org.person()));
create policy tidied on dashboards.export_key to huiyin_system using (city = org.city() and org.viewer() = 'sweep') with check (city = org.city() and org.viewer() = 'sweep');
grant select, insert, delete on dashboards.export_key to huiyin_staff;
grant select, delete on dashboards.export_key to huiyin_system;

create policy used on dashboards.column_set for select to huiyin_staff using (city = org.city() and org.viewer() = 'person'
  and (owner = 'person' and of = org.person() or owner = 'unit' and exists (select from unnest(org.posts()) p where split_part(p, '/', 1) = of::text)));
create policy chosen on dashboards.column_set for insert to huiyin_staff
  with check (city = org.city() and org.viewer() = 'person' and saved_by = org.person() and (owner = 'person' and of = org.person() or owner = 'unit' and dashboards.sets_columns(of)));
create policy rechosen on dashboards.column_set for update to huiyin_staff using (city = org.city() and (owner = 'person' and of = org.person() or owner = 'unit' and dashboards.sets_columns(of)))
  with check (city = org.city() and org.viewer() = 'person' and saved_by = org.person() and (owner = 'person' and of = org.person() or owner = 'unit' and dashboards.sets_columns(of)));
create policy dropped on dashboards.column_set for delete to huiyin_staff using (city = org.city() and (owner = 'person' and of = org.person() or owner = 'unit' and dashboards.sets_columns(of)));
grant select, insert, update, delete on dashboards.column_set to huiyin_staff;
