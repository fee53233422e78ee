-- The first start of a city: once, by whom nobody had appointed yet. The key makes sure that it was once.
create table org.first_start (
  city text not null,
  at timestamptz not null,
  way text not null check (way in ('page', 'command')),
  programme text not null,
  unit uuid not null,
  system_admin uuid not null,
  security_admin uuid not null,
  audit_admin uuid not null,
  primary key (city),
  foreign key (city, unit) references org.unit (city, id),
  foreign key (city, system_admin) references org.person (city, id),
  foreign key (city, security_admin) references org.person (city, id),
  foreign key (city, audit_admin) references org.person (city, id),
  check (system_admin <> security_admin and security_admin <> audit_admin and audit_admin <> system_admin)
);
alter table org.first_start enable row level security;
alter table org.first_start force row level security;
create policy owner on org.first_start to huiyin_owner using (true) with check (true);
create policy import on org.first_start to huiyin_system using (city = org.city() and org.viewer() = 'import') with check (city = org.city() and org.viewer() = 'import');
create policy watched on org.first_start for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin'));
-- Neither changed nor taken back, by nobody.
grant select, insert on org.first_start to huiyin_system;
grant select on org.first_start to huiyin_staff;
