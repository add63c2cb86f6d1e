package sheet

// Unless is the round where nothing speaks against it.
func (r Round) Unless(err error) (Round, error) {
	if err != nil {
		return 0, err
	}
	return r, nil
}
