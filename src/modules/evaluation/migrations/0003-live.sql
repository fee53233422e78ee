-- A release is told to every server, so that open boards are read again: 'released <city>'. It happens at fixed times, long
-- after the ratings in it, and says nothing of them.
create function evaluation.tell_released() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('huiyin', 'released ' || new.city);
  return null;
end $$;
revoke all on function evaluation.tell_released() from public;
create trigger tell after insert on evaluation.root for each row execute function evaluation.tell_released();
