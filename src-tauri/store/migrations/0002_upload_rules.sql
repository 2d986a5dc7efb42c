-- The rules that an upload was made with: they go on standing for that class when the settings change.
ALTER TABLE upload ADD COLUMN rules TEXT;
