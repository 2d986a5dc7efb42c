-- When a token was got, by the clock that its end was reckoned with: a clock that was set back since knows nothing of either.
ALTER TABLE token ADD COLUMN obtained_at TEXT;
