//go:build !windows

package main

import "context"

func (*Main) install([]string, string) error             { return notService() }
func (*Main) remove(context.Context) error               { return notService() }
func (*Main) start(context.Context) error                { return notService() }
func (*Main) stop(context.Context) error                 { return notService() }
func (*Main) beService(context.Context, *ServeCmd) error { return notService() }

// guard leaves a folder as it is: it was made for its owner alone.
func guard(string, ...string) error { return nil }
