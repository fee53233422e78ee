-- Of which matters the content was erased, and on which day; nothing of what it was. An older backup still has their keys:
-- whoever restores it erases them again, from here and from the copy that lies beside the backups, before the doors open.
create table engine.erased (
  city text not null,
  matter uuid not null,
  erased_on date not null,
  primary key (city, matter)
);
alter table engine.erased enable row level security;
alter table engine.erased force row level security;
create policy owner on engine.erased to huiyin_owner using (true) with check (true);
create policy system on engine.erased to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert on engine.erased to huiyin_system;
create trigger append_only before update or delete on engine.erased for each row execute function engine.refuse_change();
create trigger never_emptied before truncate on engine.erased for each statement execute function engine.refuse_change();
