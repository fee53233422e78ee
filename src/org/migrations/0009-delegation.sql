-- 委托: a post handed to a deputy for some days. The deputy acts under his own name, and the trail says for whom.
create table org.delegation (
  city text not null,
  id uuid not null,
  unit uuid not null,
  role text not null check (role in ('leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline')),
  person uuid not null,
  deputy uuid not null,
  from_on date not null,
  until_on date not null,
  reason text not null check (length(reason) between 2 and 200),
  given_at timestamptz not null,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, unit) references org.unit (city, id),
  foreign key (city, person) references org.person (city, id),
  foreign key (city, deputy) references org.person (city, id),
  check (person <> deputy),
  check (until_on between from_on and from_on + 90)
);
create index delegation_deputy on org.delegation (city, deputy);
create index delegation_person on org.delegation (city, person);

alter table org.delegation enable row level security;
alter table org.delegation force row level security;
create policy owner on org.delegation to huiyin_owner using (true) with check (true);
-- Nobody hands on what was lent to him: the post must be his own, whoever writes.
create policy given on org.delegation for insert to huiyin_staff with check (city = org.city() and org.viewer() = 'person' and person = org.person() and ended_at is null
  and exists (select from org.post h where h.city = org.city() and h.unit = delegation.unit and h.role = delegation.role and h.person = delegation.person));
create policy ended on org.delegation for update to huiyin_staff using (city = org.city() and (org.holds('security_admin') or (org.viewer() = 'person' and person = org.person())))
  with check (city = org.city() and ended_at is not null);
create policy known on org.delegation for select to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'audit_admin') or (org.viewer() = 'person' and org.person() in (person, deputy))));
create policy signing_in on org.delegation for select to huiyin_system using (city = org.city() and org.viewer() = 'sign_in');
grant select, insert on org.delegation to huiyin_staff;
grant update (ended_at) on org.delegation to huiyin_staff;
grant select on org.delegation to huiyin_system;
