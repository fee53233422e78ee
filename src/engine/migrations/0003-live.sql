-- What a server hears when a transaction commits, on the channel 'huiyin': a word, the city, and for a matter its id, which
-- says nothing to whoever may not see it. No stage, no person, no time. Nothing of it is kept, on disk or in the log.
--   announced <city>        some loop has work
--   moved <city> <matter>   a matter, or who sits around it, has changed
create function engine.tell_announced() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('huiyin', 'announced ' || new.city);
  return null;
end $$;
create function engine.tell_moved() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('huiyin', 'moved ' || new.city || ' ' || new.id);
  return null;
end $$;
create function engine.tell_reseated() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('huiyin', 'moved ' || new.city || ' ' || new.matter);
  return null;
end $$;
revoke all on function engine.tell_announced(), engine.tell_moved(), engine.tell_reseated() from public;

create trigger tell after insert on engine.announcement for each row execute function engine.tell_announced();
create trigger tell_opened after insert on engine.matter for each row execute function engine.tell_moved();
create trigger tell_moved after update of length on engine.matter for each row when (old.length is distinct from new.length) execute function engine.tell_moved();
create trigger tell after insert on engine.seat for each row execute function engine.tell_reseated();
