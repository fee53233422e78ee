-- What was opened in a period; a board counts it without reading the matters.
create index matter_opened on engine.matter (city, kind, opened_at) include (id, unit, lane, ending);
