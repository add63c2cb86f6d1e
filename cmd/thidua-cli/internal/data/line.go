package data

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/sync/client"
)

// LineFlags say where the server is and the way to it, where the system's own does not do.
type LineFlags struct {
	Server            string `help:"cli.flag.server" placeholder:"URL"`
	CA                string `help:"cli.flag.ca" name:"ca" placeholder:"FILE"`
	Pin               string `help:"cli.flag.pin" placeholder:"PIN"`
	Proxy             string `help:"cli.flag.proxy" placeholder:"URL"`
	ProxyUser         string `help:"cli.flag.proxy-user" placeholder:"NAME"`
	ProxyPasswordFile string `help:"cli.flag.proxy-password-file" placeholder:"FILE"`
}

// none takes back what was set.
const none = "none"

// given says whether any of the flags was.
func (f LineFlags) given() bool { return f != LineFlags{} }

// over is a line as it is with what the flags say.
func (f LineFlags) over(a *verb.App, l desk.Line) (desk.Line, error) {
	for _, given := range []struct {
		flag string
		set  *string
	}{{f.Server, &l.Server}, {f.Pin, &l.Route.Pin}, {f.Proxy, &l.Route.Proxy}, {f.ProxyUser, &l.Route.User}} {
		switch given.flag {
		case "":
		case none:
			*given.set = ""
		default:
			*given.set = given.flag
		}
	}
	if l.Route.User == "" {
		l.Route.Password = ""
	}
	var err error
	switch f.CA {
	case "":
	case none:
		l.Route.CA = nil
	default:
		if l.Route.CA, err = a.File(f.CA); err != nil {
			return l, err
		}
	}
	if f.ProxyPasswordFile != "" {
		var raw []byte
		raw, err = a.File(f.ProxyPasswordFile)
		l.Route.Password = strings.TrimRight(string(raw), "\r\n")
	}
	return l, err
}

// wayTo tells a way in words; "" where it is the system's own.
func wayTo(a *verb.App, r client.Route) string {
	var parts []string
	if r.CA != nil {
		parts = append(parts, a.Say("cli.way.ca"))
	}
	if r.Pin != "" {
		parts = append(parts, a.Say("cli.way.pin", "pin", r.Pin))
	}
	if r.Proxy != "" || r.User != "" {
		parts = append(parts, a.Say("cli.way.proxy", "proxy", r.Proxy, "user", r.User))
	}
	return strings.Join(parts, "; ")
}
