package storage_test

import (
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/workspace"
)

var (
	_ workspace.Store = (*storage.DB)(nil)
	_ hub.Store       = (*storage.DB)(nil)
)
