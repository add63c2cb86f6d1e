package main

import (
	"context"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/storage"
)

// Folder is the data folder that is opened.
func (p *program) Folder() string { return p.dir }

// Repair examines the folder and makes anew what can be; what could not be is among what it says.
func (p *program) Repair(typed string) ([]emulation.Message, error) {
	report, err := desk.Doctor(context.Background(), p.dir, true, p.given(typed))
	if err != nil {
		return nil, err
	}
	var said []emulation.Message
	for _, f := range report.Findings {
		if f.Severity > storage.Info {
			said = append(said, f.Message)
		}
	}
	return said, nil
}

// Restore makes the folder anew from a backup; what stands there is put aside.
func (p *program) Restore(file, typed string) error {
	_, _, err := desk.Restore(context.Background(), p.dir, file, p.given(typed))
	return err
}

// given takes what was typed to open something encrypted, which opens the folder afterwards too; "": nothing was.
func (p *program) given(typed string) desk.Environment {
	if typed != "" {
		p.env.Ask = func() (string, error) { return typed, nil }
	}
	return p.env
}

// Move opens another folder from now on.
func (p *program) Move(folder string) error {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", folder).Because(err)
	}
	p.dir, p.home, p.sample = filepath.Clean(folder), "", ""
	return nil
}
