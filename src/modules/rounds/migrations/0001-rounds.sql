-- What visits keep beside the engine's matters. Words of a concern that is a matter stand on its trail, under the matter's key; what was
-- answered on the spot or came with an office's ledger has no matter, and its words stand here, sealed.
create schema rounds;
grant usage on schema rounds to huiyin_staff, huiyin_system;

-- The organs at which the viewer works; whoever administers works at none.
create function rounds.organs() returns uuid[]
  language sql stable set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct o.organ), '{}') from engine.organs_of(org.city(), array(
    select split_part(p, '/', 1)::uuid from unnest(org.posts()) p
    where org.viewer() = 'person' and split_part(p, '/', 2) in ('clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor', 'callback_centre'))) o
$$;
revoke all on function rounds.organs() from public;
grant execute on function rounds.organs() to huiyin_staff, huiyin_system;

create table rounds.visit (
  city text not null,
  id uuid not null,
  -- The programme's code of the campaign.
  campaign text not null,
  unit uuid not null,
  unit_name text not null,
  organ uuid not null,
  visited_on date not null,
  -- A street, a village, a firm; never a household.
  place text not null,
  visitors text not null,
  entered_by uuid,
  entered_at timestamptz not null,
  -- Keyed digest of what makes it this visit: the same file or pressing enters it once.
  source bytea not null,
  primary key (city, id),
  unique (city, source)
);
create index visit_campaign on rounds.visit (city, campaign, visited_on);

create table rounds.concern (
  city text not null,
  id uuid not null,
  visit uuid not null,
  campaign text not null,
  visited_on date not null,
  place text not null,
  visiting_name text not null,
  -- The visiting organ, and that of the unit that answers.
  organ uuid not null,
  unit uuid not null,
  unit_name text not null,
  unit_organ uuid not null,
  kind text not null check (kind in ('suggestion', 'problem')),
  state text not null check (state in ('open', 'solved', 'accepted', 'untold', 'unsolved', 'withdrawn')),
  ended_on date,
  matter uuid,
  -- Sealed { words, told } of what has no matter; taken away after the programme's years.
  words bytea,
  on_spot boolean not null,
  source bytea not null,
  primary key (city, id),
  foreign key (city, visit) references rounds.visit (city, id),
  unique (city, source),
  check ((state = 'open') = (ended_on is null)),
  check (matter is not null or state <> 'open'),
  check (matter is null or words is null),
  check (kind = 'problem' or state <> 'solved')
);
create unique index concern_matter on rounds.concern (city, matter) where matter is not null;
create index concern_campaign on rounds.concern (city, campaign, visited_on desc, id desc);

do $$
declare t text;
begin
  foreach t in array array['visit', 'concern'] loop
    execute format('alter table rounds.%I enable row level security', t);
    execute format('alter table rounds.%I force row level security', t);
    execute format('create policy owner on rounds.%I to huiyin_owner using (true) with check (true)', t);
    execute format('grant select, insert on rounds.%I to huiyin_staff', t);
  end loop;
end $$;
-- The visiting organ keeps the register; whoever answers sees what is his.
create policy seen on rounds.visit for select to huiyin_staff using (city = org.city() and organ = any ((select rounds.organs())::uuid[]));
create policy seen on rounds.concern for select to huiyin_staff
  using (city = org.city() and (organ = any ((select rounds.organs())::uuid[]) or unit_organ = any ((select rounds.organs())::uuid[])
    or (matter is not null and engine.sees(city, matter))));
create policy entered on rounds.visit for insert to huiyin_staff
  with check (city = org.city() and entered_by = org.person() and organ = any ((select rounds.organs())::uuid[]));
create policy entered on rounds.concern for insert to huiyin_staff
  with check (city = org.city() and organ = any ((select rounds.organs())::uuid[]) and (matter is null or engine.sight(city, matter) = 'full'));
-- Its matter moves it, and nothing else does: what has none stays as it was entered.
create policy moved on rounds.concern for update to huiyin_staff
  using (city = org.city() and matter is not null and engine.sight(city, matter) = 'full') with check (city = org.city());
grant update (unit, unit_name, unit_organ, state, ended_on) on rounds.concern to huiyin_staff;
-- Whoever is told of a matter by the house is found by its unit; words go when their years are over.
create policy seen_by_house on rounds.concern for select to huiyin_system using (city = org.city() and org.viewer() in ('loops', 'sweep'));
create policy forgotten on rounds.concern for update to huiyin_system
  using (city = org.city() and org.viewer() = 'sweep' and matter is null) with check (city = org.city() and words is null);
grant select on rounds.concern to huiyin_system;
grant update (words) on rounds.concern to huiyin_system;
