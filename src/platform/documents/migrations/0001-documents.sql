-- Forms that offices bring for their papers, and who has taken a paper that belongs to no single matter.
create schema if not exists documents;
grant usage on schema documents to huiyin_staff, huiyin_system;

-- Every version that was brought stays, so that a paper of years ago can be made again as it looked.
create table documents.template (
  city text not null,
  paper text not null,
  version int not null check (version >= 1),
  file_name text not null,
  content bytea not null,
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  primary key (city, paper, version)
);

-- Which version is used from when on: the last line counts. 0 is the form of the house.
create table documents.adoption (
  city text not null,
  paper text not null,
  seq int not null check (seq >= 1),
  version int not null check (version >= 0),
  adopted_by uuid not null,
  adopted_at timestamptz not null,
  primary key (city, paper, seq)
);

-- Of a matter's papers the matter's own trail tells.
create table documents.printed (
  city text not null,
  id uuid not null,
  paper text not null,
  -- A month, or the day of a unit's list; never a matter.
  about text not null,
  person uuid not null,
  printed_at timestamptz not null,
  primary key (city, id)
);

do $$
declare t text;
declare here text := $q$city = current_setting('huiyin.city', true) and current_setting('huiyin.viewer', true) = 'person'$q$;
declare administrator text := here || $q$ and current_setting('huiyin.posts', true) ~ '(^|,)[0-9a-f-]{36}/system_admin(,|$)'$q$;
begin
  foreach t in array array['template', 'adoption', 'printed'] loop
    execute format('alter table documents.%I enable row level security', t);
    execute format('alter table documents.%I force row level security', t);
    execute format('create policy owner on documents.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
  -- A form holds no word of anybody: whoever works for the city prints on it.
  foreach t in array array['template', 'adoption'] loop
    execute format('create policy used on documents.%I for select to huiyin_staff using (%s)', t, here);
    execute format('grant select, insert on documents.%I to huiyin_staff', t);
  end loop;
  execute format('create policy brought on documents.template for insert to huiyin_staff with check (%s and uploaded_by::text = current_setting(''huiyin.person'', true))', administrator);
  execute format('create policy adopted on documents.adoption for insert to huiyin_staff with check (%s and adopted_by::text = current_setting(''huiyin.person'', true))', administrator);
  execute format('create policy noted on documents.printed for insert to huiyin_staff with check (%s and person::text = current_setting(''huiyin.person'', true))', here);
  execute format('create policy watched on documents.printed for select to huiyin_staff using (%s and current_setting(''huiyin.posts'', true) ~ ''(^|,)[0-9a-f-]{36}/(audit_admin|discipline)(,|$)'')', here);
  grant select, insert on documents.printed to huiyin_staff;
end $$;
