-- What the presets alone say, so that a reader of an old version sees what the city had changed.
alter table programme.version add column preset jsonb;
