package sim

func (l *Life) tries(d *computer) {}
