-- What was opened under a warrant is told to its citizen, on the page of her own code: that it was, on which day. The subject
-- is a keyed digest of her matter or of her receipt, so that this table names nobody. No row is ever taken back.
create table engine.drawing_told (
  city text not null,
  warrant uuid not null,
  subject bytea not null,
  opened_on date not null,
  told_from date not null check (told_from >= opened_on),
  primary key (city, warrant, subject),
  foreign key (city, warrant) references engine.warrant (city, id)
);
create index drawing_told_subject on engine.drawing_told (city, subject);
create trigger append_only before update or delete on engine.drawing_told for each row execute function engine.refuse_change();
create trigger never_emptied before truncate on engine.drawing_told for each statement execute function engine.refuse_change();

alter table engine.drawing_told enable row level security;
alter table engine.drawing_told force row level security;
create policy owner on engine.drawing_told to huiyin_owner using (true) with check (true);
create policy opened on engine.drawing_told for insert to huiyin_system with check (city = org.city() and org.viewer() = 'loops');
create policy known on engine.drawing_told for select to huiyin_system using (city = org.city() and org.viewer() = 'loops');
-- Whoever asks gives the digest that only her own code leads to.
create policy told on engine.drawing_told for select to huiyin_public using (city = org.city() and org.viewer() in ('public', 'citizen'));
grant select, insert on engine.drawing_told to huiyin_system;
grant select (city, subject, opened_on, told_from) on engine.drawing_told to huiyin_public;
