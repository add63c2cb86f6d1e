package changeset

// ReadChange is readChange.
func ReadChange(payload []byte, c *Change) bool { return readChange(payload, c) }
