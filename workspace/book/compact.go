package book

import (
	"thidua/emulation"
)

// Post is what a unit is in the season beside being a member.
func (s *Season) Post(unit emulation.ID) emulation.Post {
	for post, units := range map[emulation.Post][]Unit{emulation.PostHead: s.Head, emulation.PostDeputy: s.Deputies} {
		for _, u := range units {
			if u.ID == unit {
				return post
			}
		}
	}
	return ""
}
