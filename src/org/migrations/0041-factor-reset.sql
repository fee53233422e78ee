-- Lost second factors: the security administrator proposes, somebody else agrees; then factors, codes on paper and sessions
-- of the account end in one statement, and nothing opens before a factor is enrolled anew.
create table org.factor_reset (
  city text not null,
  id uuid not null,
  account uuid not null,
  reason text not null check (length(reason) between 4 and 200),
  asked_by uuid not null,
  asked_at timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, account) references org.account (city, id),
  foreign key (city, asked_by) references org.person (city, id),
  foreign key (city, agreed_by) references org.person (city, id),
  foreign key (city, ended_by) references org.person (city, id),
  check (agreed_by <> asked_by),
  check ((agreed_by is null) = (agreed_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  check (agreed_at is null or ended_at is null)
);
create unique index factor_reset_waiting on org.factor_reset (city, account) where agreed_at is null and ended_at is null;

create function org.keep_factor_resets() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.agreed_at is not null or old.ended_at is not null
     or (new.city, new.id, new.account, new.reason, new.asked_by, new.asked_at) is distinct from (old.city, old.id, old.account, old.reason, old.asked_by, old.asked_at) then
    raise exception 'a reset is decided once' using errcode = '23514', constraint = 'reset_decided';
  end if;
  return new;
end $$;
create trigger reset_decided before update or delete on org.factor_reset for each row execute function org.keep_factor_resets();

-- Whose account it is, for the policies below: whoever asks may see no account.
create function org.owner_of(in_account uuid) returns uuid language sql stable security definer set search_path = pg_catalog
  as $$ select a.person from org.account a where a.city = org.city() and a.id = in_account $$;

-- Whether the viewer heads the organ in which this person holds a post.
create function org.heads_organ_of(who uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  with recursive up as (
    select u.id, u.parent from org.post h join org.unit u on u.city = h.city and u.id = h.unit where h.city = org.city() and h.person = who
    union
    select u.id, u.parent from up join org.unit u on u.city = org.city() and u.id = up.parent
  )
  select org.viewer() = 'person' and exists (select from up where up.parent is null and up.id::text || '/head' = any (org.posts()))
$$;

alter table org.factor_reset enable row level security;
alter table org.factor_reset force row level security;
create policy owner on org.factor_reset to huiyin_owner using (true) with check (true);
create policy asked on org.factor_reset for insert to huiyin_staff with check (city = org.city() and org.holds('security_admin') and asked_by = org.person() and agreed_by is null and ended_by is null
  and org.owner_of(account) <> org.person() and not org.is_administrator(org.owner_of(account)));
create policy known on org.factor_reset for select to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'system_admin', 'audit_admin') or org.heads_organ_of(org.owner_of(account))));
create policy decided on org.factor_reset for update to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'system_admin') or org.heads_organ_of(org.owner_of(account))))
  with check (city = org.city() and (agreed_by is null or agreed_by = org.person() and asked_by <> org.person() and org.owner_of(account) <> org.person()) and (ended_by is null or ended_by = org.person()));
grant select, insert on org.factor_reset to huiyin_staff;
grant update (agreed_by, agreed_at, ended_by, ended_at) on org.factor_reset to huiyin_staff;

-- What two have agreed to, in the transaction that says so. Nobody else may touch another's factors.
create function org.forget_factors(in_reset uuid, at timestamptz) returns int
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare whose uuid; n int;
begin
  select r.account into whose from org.factor_reset r
   where r.city = org.city() and r.id = in_reset and org.viewer() = 'person' and r.agreed_by = org.person() and r.agreed_at = at and r.asked_by <> r.agreed_by and r.ended_at is null;
  if whose is null then raise exception 'two people have not agreed to it' using errcode = '42501'; end if;
  delete from org.second_factor f where f.city = org.city() and f.account = whose;
  delete from org.recovery_code c where c.city = org.city() and c.account = whose;
  update org.account a set second_due_at = at where a.city = org.city() and a.id = whose;
  delete from org.session s where s.city = org.city() and s.account = whose;
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function org.owner_of(uuid), org.heads_organ_of(uuid), org.forget_factors(uuid, timestamptz) from public;
grant execute on function org.owner_of(uuid), org.heads_organ_of(uuid), org.forget_factors(uuid, timestamptz) to huiyin_staff;
