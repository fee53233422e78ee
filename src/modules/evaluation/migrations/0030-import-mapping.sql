-- 对照表: which column of an agency's ledger is which of our fields, kept for the next time under a name of its own. Says
-- nothing of any service.
create table evaluation.import_mapping (
  city text not null,
  id uuid not null,
  -- whose ledger it reads
  unit uuid not null,
  name text not null check (char_length(name) between 1 and 40),
  mapping jsonb not null,
  primary key (city, id),
  unique (city, unit, name)
);
alter table evaluation.import_mapping enable row level security;
alter table evaluation.import_mapping force row level security;
create policy owner on evaluation.import_mapping to huiyin_owner using (true) with check (true);
create policy kept on evaluation.import_mapping to huiyin_staff using (city = org.city() and org.holds('system_admin'))
  with check (city = org.city() and org.holds('system_admin') and exists (select from org.unit u where u.city = import_mapping.city and u.id = import_mapping.unit));
grant select, insert, update, delete on evaluation.import_mapping to huiyin_staff;
