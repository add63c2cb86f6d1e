package bridge_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"thidua/ui/bridge"
)

func TestDoRunsInOrder(t *testing.T) {
	test.NewTempApp(t)
	ran := make(chan int, 2)
	go func() {
		bridge.Do(func() { ran <- 1 })
		bridge.Do(func() { ran <- 2 })
	}()
	if first, second := <-ran, <-ran; first != 1 || second != 2 {
		t.Errorf("ran %d, then %d", first, second)
	}
}
