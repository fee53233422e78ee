-- A forgotten password wants two as well: whoever sets one can be its owner until he notices. The new one is drawn when it is
-- asked for; whoever asks is shown its first half, whoever agrees the second, and only its owner hears both.
alter table org.factor_reset rename to account_reset;
alter table org.account_reset
  add column what text not null default 'factors' check (what in ('factors', 'password')),
  -- both gone once it is decided
  add column password_hash text,
  add column second_half bytea,
  add constraint reset_secrets check (what = 'password' or (password_hash is null and second_half is null));
alter table org.account_reset alter column what drop default;
drop index org.factor_reset_waiting;
create unique index account_reset_waiting on org.account_reset (city, account, what) where agreed_at is null and ended_at is null;
revoke select on org.account_reset from huiyin_staff;
grant select (city, id, account, what, reason, asked_by, asked_at, agreed_by, agreed_at, ended_by, ended_at) on org.account_reset to huiyin_staff;

create function org.keep_account_resets() returns trigger language plpgsql as $$
declare secrets text[] := array['password_hash', 'second_half'];
begin
  if tg_op = 'DELETE'
     or (old.agreed_at is not null or old.ended_at is not null)
        and (new.password_hash is not null or new.second_half is not null or to_jsonb(new) - secrets is distinct from to_jsonb(old) - secrets)
     or (new.city, new.id, new.account, new.what, new.reason, new.asked_by, new.asked_at) is distinct from (old.city, old.id, old.account, old.what, old.reason, old.asked_by, old.asked_at) then
    raise exception 'a reset is decided once' using errcode = '23514', constraint = 'reset_decided';
  end if;
  if new.ended_at is not null then
    new.password_hash := null;
    new.second_half := null;
  end if;
  return new;
end $$;
drop trigger reset_decided on org.account_reset;
create trigger reset_decided before update or delete on org.account_reset for each row execute function org.keep_account_resets();
drop function org.keep_factor_resets();

create or replace function org.forget_factors(in_reset uuid, at timestamptz) returns int
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare whose uuid; n int;
begin
  select r.account into whose from org.account_reset r
   where r.city = org.city() and r.id = in_reset and r.what = 'factors' and org.viewer() = 'person' and r.agreed_by = org.person() and r.agreed_at = at and r.asked_by <> r.agreed_by and r.ended_at is null;
  if whose is null then raise exception 'two people have not agreed to it' using errcode = '42501'; end if;
  delete from org.second_factor f where f.city = org.city() and f.account = whose;
  delete from org.recovery_code c where c.city = org.city() and c.account = whose;
  update org.account a set second_due_at = at where a.city = org.city() and a.id = whose;
  delete from org.session s where s.city = org.city() and s.account = whose;
  get diagnostics n = row_count;
  return n;
end $$;

-- The password that two have agreed to, in the transaction that says so; second factors stay. What it returns is for whoever agreed.
create function org.give_password(in_reset uuid, at timestamptz) returns table (sessions int, half bytea)
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare r record; n int;
begin
  select q.account, q.password_hash, q.second_half into r from org.account_reset q
   where q.city = org.city() and q.id = in_reset and q.what = 'password' and org.viewer() = 'person' and q.agreed_by = org.person() and q.agreed_at = at and q.asked_by <> q.agreed_by
     and q.ended_at is null and q.password_hash is not null and not org.is_administrator(org.owner_of(q.account));
  if not found then raise exception 'two people have not agreed to it' using errcode = '42501'; end if;
  update org.account a set password_hash = r.password_hash, must_change = true where a.city = org.city() and a.id = r.account;
  delete from org.session s where s.city = org.city() and s.account = r.account;
  get diagnostics n = row_count;
  update org.account_reset q set password_hash = null, second_half = null where q.city = org.city() and q.id = in_reset;
  return query select n, r.second_half::bytea;
end $$;
revoke all on function org.give_password(uuid, timestamptz) from public;
grant execute on function org.give_password(uuid, timestamptz) to huiyin_staff;

-- Nobody sets another's password alone, not even by SQL as the house's web role. The machine room does, and says so on the trail.
revoke update (password_hash, must_change) on org.account from huiyin_staff;
