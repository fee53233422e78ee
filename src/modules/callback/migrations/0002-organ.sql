-- Which organ looked in this round, by the name that it had then: the citizen's page says it once the last one has looked.
alter table callback.round add column organ text;
grant select (organ) on callback.round to huiyin_public;
