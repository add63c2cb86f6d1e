package book

import (
	"thidua/sync/changeset"
)

// Namer is authorName that asks for each author once.
func (b *Book) Namer() func(changeset.LogID) (string, error) {
	names := map[changeset.LogID]string{}
	return func(log changeset.LogID) (string, error) {
		if name, ok := names[log]; ok {
			return name, nil
		}
		name, err := b.AuthorName(log)
		names[log] = name
		return name, err
	}
}
