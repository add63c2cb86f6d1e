//go:build !(linux && x11)

package glfw

func textPending() bool { return false }

func handOverText() bool { return false }

func setTextSpot(int, int) {}
