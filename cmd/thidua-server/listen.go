package main

import (
	"net"

	"github.com/coreos/go-systemd/v22/activation"

	"thidua/emulation"
)

// listen gives the socket that systemd holds for the server (sd_listen_fds(3)), so that nobody is refused while another release takes the place of
// this one; without systemd one of its own, at the address of the flags. Who may reach it is looked at as it is, whatever the flags say.
func (c *ServeFlags) listen() (net.Listener, error) {
	given, err := activation.Listeners()
	if err != nil {
		return nil, err
	}
	if len(given) == 0 {
		l, err := net.Listen("tcp", c.Listen)
		if err != nil {
			return nil, emulation.Errorf(emulation.Unavailable, "server.listen", "address", c.Listen).Because(err)
		}
		return l, nil
	}
	port, ok := given[0].(*net.TCPListener) // nil where it is no socket
	if len(given) > 1 || !ok {
		return nil, emulation.Errorf(emulation.Invalid, "server.socket")
	}
	return port, c.plain(port.Addr().(*net.TCPAddr))
}

// plain refuses to be reached from elsewhere without TLS where nobody said so.
func (c *ServeFlags) plain(at *net.TCPAddr) error {
	if c.TLSCert == "" && !c.ACME.on() && !c.PlainHTTP && !at.IP.IsLoopback() {
		return emulation.Errorf(emulation.Forbidden, "server.plain-http", "address", at.String())
	}
	return nil
}
