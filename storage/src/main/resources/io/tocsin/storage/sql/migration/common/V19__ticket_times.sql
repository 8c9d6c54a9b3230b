-- How soon tickets were there is read by when they were.
CREATE INDEX timeline_event_filed ON timeline_event (tenant, happened_at)
  WHERE kind = 'TICKET_FILED';
