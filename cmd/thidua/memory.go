package main

import (
	"runtime/debug"
	"time"
)

// The program lives beside everything else on a PC with 4 GB of memory: at most half as much as is in use waits to be collected, and what opening the folder
// needed goes back to the system soon after.
const (
	garbagePercent = 50
	openingSettles = 5 * time.Second
)

func liveLean() { debug.SetGCPercent(garbagePercent) }

// giveBack gives back what opening needed, once the first screen stands.
func giveBack() { time.AfterFunc(openingSettles, debug.FreeOSMemory) }
