package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// address is who asks, as far as a line tells: the caller's address without its port; of IPv6 its /64, which one household has whole. Behind
// a proxy that is trusted it is the last address of X-Forwarded-For that is no trusted proxy itself: what stands before it anybody can write.
func (s *Server) address(r *http.Request) string {
	from, ok := peer(r.RemoteAddr)
	if !ok {
		return r.RemoteAddr
	}
	if !s.trusted(from) {
		return place(from)
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break // the proxy says nothing that is understood: it is the caller
		}
		if from = hop.Unmap(); !s.trusted(from) {
			break
		}
	}
	return place(from)
}

func (s *Server) trusted(a netip.Addr) bool {
	for _, p := range s.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// peer is the address at the other end of a connection.
func peer(hostPort string) (netip.Addr, bool) {
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return netip.Addr{}, false
	}
	a, err := netip.ParseAddr(host)
	return a.Unmap().WithZone(""), err == nil
}

func place(a netip.Addr) string {
	if a.Is6() {
		return netip.PrefixFrom(a, 64).Masked().String()
	}
	return a.String()
}
