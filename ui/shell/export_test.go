package shell

// Frame is what is shown once the folder is open; nil before.
func (w *Window) Frame() *Frame { return w.frame }
