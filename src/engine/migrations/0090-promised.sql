-- What the house binds itself to before it acts: the hash of a draw whose seed nobody may know yet. Like everything on the trail it is
-- kept as it was given; the next daily root takes it in, so that it cannot be exchanged once that root was copied (docs/decisions/0031).
create table engine.promised (
  city text not null,
  -- Which act: the draw's name and its week.
  about text not null check (about <> ''),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- The day on which it will act. A root that is made on it, or later, proves nothing.
  before date not null,
  primary key (city, about)
);
-- Each promise stands under one root, the first that was made after it.
create table engine.root_promise (
  city text not null,
  day date not null,
  about text not null,
  primary key (city, about),
  foreign key (city, day) references engine.root (city, day),
  foreign key (city, about) references engine.promised (city, about)
);
create index root_promise_day on engine.root_promise (city, day);

do $$
declare t text;
begin
  foreach t in array array['promised', 'root_promise'] loop
    execute format('create trigger append_only before update or delete on engine.%I for each row execute function engine.refuse_change()', t);
    execute format('create trigger never_emptied before truncate on engine.%I for each statement execute function engine.refuse_change()', t);
    execute format('alter table engine.%I enable row level security', t);
    execute format('alter table engine.%I force row level security', t);
    execute format('create policy owner on engine.%I to huiyin_owner using (true) with check (true)', t);
    execute format('create policy system on engine.%I to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system())', t);
    execute format('grant select, insert on engine.%I to huiyin_system', t);
  end loop;
end $$;
