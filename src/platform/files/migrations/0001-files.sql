-- Evidence. The bytes lie sealed on disk under a random name; here stands the wrapped key without which they are noise.
create schema if not exists files;

create table files.file (
  city text not null,
  id uuid not null,
  -- The matter that the file belongs to; a file without one is seen by the system alone.
  matter uuid,
  -- { name, digest } sealed with the file's own key, like the bytes: names of files name people.
  label bytea not null,
  type text not null,
  size int not null check (size >= 0),
  -- Keyed digest of matter and content: the same content is kept once per matter, and does not show across matters.
  content bytea not null,
  wrapped_key bytea not null,
  primary key (city, id),
  unique (city, content)
);
create index file_matter on files.file (city, matter);

-- Whether this viewer sees a matter is known only to the floor above, whose migration replaces this body. Until then:
-- the citizen sees what belongs to the matter of their own code, persons see nothing.
create function files.sees(asked_city text, asked_matter uuid) returns boolean
  language sql stable
  set search_path = pg_catalog, files
as $$
  select asked_city = current_setting('huiyin.city', true)
     and asked_matter::text = nullif(current_setting('huiyin.matter', true), '')
$$;

alter table files.file enable row level security;
alter table files.file force row level security;
create policy file_owner on files.file to huiyin_owner using (true) with check (true);
-- The named non-persons; an API key uses the same login and is none of them.
create policy file_system on files.file to huiyin_system
  using (city = current_setting('huiyin.city', true) and current_setting('huiyin.viewer', true) in ('intake', 'sweep', 'import', 'loops'))
  with check (city = current_setting('huiyin.city', true) and current_setting('huiyin.viewer', true) in ('intake', 'sweep', 'import', 'loops'));
create policy file_read on files.file for select to huiyin_staff, huiyin_public
  using (city = current_setting('huiyin.city', true) and matter is not null and files.sees(city, matter));
create policy file_add on files.file for insert to huiyin_staff, huiyin_public
  with check (city = current_setting('huiyin.city', true) and matter is not null and files.sees(city, matter));

grant usage on schema files to huiyin_staff, huiyin_public, huiyin_system;
grant select, insert on files.file to huiyin_staff, huiyin_public, huiyin_system;
grant delete on files.file to huiyin_system;
