package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/storage/folder"
)

// ConfigCmd looks at how a server would be run, without running it.
type ConfigCmd struct {
	Test  ConfigTestCmd  `cmd:"" help:"server.help.config.test"`
	Print ConfigPrintCmd `cmd:"" help:"server.help.config.print"`
}

// ConfigTestCmd tries the flags of serve. Nothing is changed.
type ConfigTestCmd struct {
	ServeFlags `embed:""`
}

// soonEnds is how long before its end a certificate is warned of.
const soonEnds = 14 * 24 * time.Hour

// Run says what was looked at, and refuses what serve would refuse; a server that runs on the folder is no fault.
func (c *ConfigTestCmd) Run(_ context.Context, m *Main) error {
	_, pin, err := c.check()
	if err != nil {
		return err
	}
	if _, _, err := readKey(c.Dir); err != nil {
		return err
	}
	running := false
	lock, err := folder.Hold(filepath.Join(c.Dir, storeName))
	if err == nil {
		err = lock.Close()
	}
	if emulation.KeyOf(err) == "storage.in-use" {
		running, err = true, nil
	}
	if err != nil {
		return err
	}
	m.tell("server.config.folder", "dir", c.Dir)
	for _, address := range []string{c.Listen, c.Metrics} {
		if address == "" || running {
			continue
		}
		l, err := net.Listen("tcp", address)
		if err != nil {
			return emulation.Errorf(emulation.Unavailable, "server.listen", "address", address).Because(err)
		}
		if err := l.Close(); err != nil {
			return err
		}
		m.tell("server.config.address", "address", address)
	}
	if running {
		m.tell("server.config.running")
	}
	if pin != "" {
		if err := c.tells(m, pin); err != nil {
			return err
		}
	}
	if c.ACME.on() {
		m.tell("server.config.acme", "names", strings.Join(c.ACME.Names, ", "))
	}
	m.tell("server.config.right")
	return nil
}

// tells says until when the certificate is of use.
func (c *ConfigTestCmd) tells(m *Main, pin string) error {
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return err
	}
	until := pair.Leaf.NotAfter
	key := "server.config.certificate"
	switch left := until.Sub(m.Now()); {
	case left <= 0:
		return emulation.Errorf(emulation.Invalid, "server.config.certificate-over", "cert", c.TLSCert, "day", until.Format("02/01/2006"))
	case left < soonEnds:
		key = "server.config.certificate-soon"
	}
	m.tell(key, "cert", c.TLSCert, "names", strings.Join(pair.Leaf.DNSNames, ", "), "day", until.Format("02/01/2006"), "pin", pin)
	return nil
}

// ConfigPrintCmd writes the flags of serve as they are understood, those that were not given too.
type ConfigPrintCmd struct {
	ServeFlags `embed:""`
}

// Run writes one flag a line.
func (c *ConfigPrintCmd) Run(_ context.Context, m *Main) error {
	if err := c.absolute(); err != nil {
		return err
	}
	if _, _, err := c.check(); err != nil {
		return err
	}
	args := c.args()
	for len(args) > 0 {
		n := 1
		if len(args) > 1 && !strings.HasPrefix(args[1], "--") {
			n = 2
		}
		fmt.Fprintln(m.Stdout, strings.Join(args[:n], " "))
		args = args[n:]
	}
	return nil
}
