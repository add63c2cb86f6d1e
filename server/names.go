package server

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// nameHeader carries the name of a request: from a trusted proxy, which has it in its own log, and to whoever is answered with an error.
const nameHeader = "X-Request-Id"

// mostName is how long a proxy's name may be.
const mostName = 64

// names gives requests names that no other start of the server gave: when it began, and which request since.
type names struct {
	begun string
	count *atomic.Uint64
}

func newNames(clock func() time.Time) names {
	return names{strconv.FormatInt(clock().UnixMilli(), 36) + "-", new(atomic.Uint64)}
}

// nameOf is the name of a request in the log: its proxy's, if that is trusted and the name is one, or the next.
func (s *Server) nameOf(r *http.Request) string {
	if from, ok := peer(r.RemoteAddr); ok && s.trusted(from) && isName(r.Header.Get(nameHeader)) {
		return r.Header.Get(nameHeader)
	}
	return s.names.begun + strconv.FormatUint(s.names.count.Add(1), 10)
}

func isName(name string) bool {
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return name != "" && len(name) <= mostName
}
