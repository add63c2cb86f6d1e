package server

import (
	"net"
	"net/http"
	"sync"
)

// crowd closes connections beyond what the server and one address may hold. A trusted proxy's are those of many.
func (s *Server) crowd() func(net.Conn, http.ConnState) {
	var mu sync.Mutex
	all, of := 0, map[string]int{}
	each := max(1, s.Connections/16)
	return func(c net.Conn, state http.ConnState) {
		if state != http.StateNew && state != http.StateClosed && state != http.StateHijacked {
			return
		}
		from, ok := peer(c.RemoteAddr().String())
		where := place(from)
		mu.Lock()
		defer mu.Unlock()
		if state != http.StateNew {
			all--
			if of[where]--; of[where] <= 0 {
				delete(of, where)
			}
			return
		}
		all++
		of[where]++
		if all > s.Connections || ok && !s.trusted(from) && of[where] > each {
			_ = c.Close() // the server finds it closed and takes it off the count
		}
	}
}
