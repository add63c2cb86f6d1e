package main

import (
	"context"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"thidua/emulation"
)

// ServiceCmd lets Windows run the server: from its start on, as an account of its own, again after it failed. On Linux systemd does.
type ServiceCmd struct {
	Install ServiceInstallCmd `cmd:"" help:"server.help.service.install"`
	Remove  ServiceRemoveCmd  `cmd:"" help:"server.help.service.remove"`
	Start   ServiceStartCmd   `cmd:"" help:"server.help.service.start"`
	Stop    ServiceStopCmd    `cmd:"" help:"server.help.service.stop"`
	Run     ServiceRunCmd     `cmd:"" help:"server.help.service.run"`
}

// serviceName is the service's, and behind "NT SERVICE\" its account's, which Windows makes by itself and which has no password.
const (
	serviceName    = program
	serviceAccount = `NT SERVICE\` + serviceName
)

// logName is the folder of the log of a server that runs as a service, in its own.
const logName = "log"

// ServiceInstallCmd tells Windows of the server, and how it is run.
type ServiceInstallCmd struct {
	ServeFlags `embed:""`
}

// Run gives the folder to the service's account and to administrators, and to nobody else.
func (c *ServiceInstallCmd) Run(ctx context.Context, m *Main) error {
	if err := c.absolute(); err != nil {
		return err
	}
	if _, _, err := c.check(); err != nil {
		return err
	}
	if _, _, err := readKey(c.Dir); err != nil {
		return err
	}
	if err := m.install(append([]string{"--lang", string(m.lang), "service", "run"}, c.args()...), c.Dir); err != nil {
		return err
	}
	m.tell("server.service.installed", "account", serviceAccount, "dir", c.Dir, "log", filepath.Join(c.Dir, logName))
	return nil
}

// ServiceRemoveCmd lets Windows forget the service.
type ServiceRemoveCmd struct{}

// Run stops it first. Its data stay.
func (*ServiceRemoveCmd) Run(ctx context.Context, m *Main) error {
	if err := m.remove(ctx); err != nil {
		return err
	}
	m.tell("server.service.removed")
	return nil
}

// ServiceStartCmd starts the service.
type ServiceStartCmd struct{}

// Run waits until it answers requests.
func (*ServiceStartCmd) Run(ctx context.Context, m *Main) error {
	if err := m.start(ctx); err != nil {
		return err
	}
	m.tell("server.service.started")
	return nil
}

// ServiceStopCmd stops the service.
type ServiceStopCmd struct{}

// Run waits until the requests that had begun are answered, and everything is on disk.
func (*ServiceStopCmd) Run(ctx context.Context, m *Main) error {
	if err := m.stop(ctx); err != nil {
		return err
	}
	m.tell("server.stopped")
	return nil
}

// ServiceRunCmd is what Windows starts.
type ServiceRunCmd struct {
	ServeFlags `embed:""`
}

// Run serves until Windows says stop. Its log goes to the folder's log, and what is wrong also to that of Windows.
func (c *ServiceRunCmd) Run(ctx context.Context, m *Main) error {
	return m.beService(ctx, &ServeCmd{ServeFlags: c.ServeFlags})
}

// absolute writes files as they are found from anywhere: Windows starts a service in a folder of its own.
func (c *ServeFlags) absolute() error {
	for _, file := range []*string{&c.Dir, &c.TLSCert, &c.TLSKey, &c.ACME.CA} {
		if *file == "" {
			continue
		}
		path, err := filepath.Abs(*file)
		if err != nil {
			return fileError(*file, err)
		}
		*file = path
	}
	return nil
}

// args are the flags as they are typed.
func (c *ServeFlags) args() []string {
	args := []string{"--dir", c.Dir, "--listen", c.Listen}
	if c.TLSCert != "" {
		args = append(args, "--tls-cert", c.TLSCert, "--tls-key", c.TLSKey)
	}
	args = append(args, c.ACME.args()...)
	if c.PlainHTTP {
		args = append(args, "--plain-http")
	}
	if len(c.TrustProxy) > 0 {
		args = append(args, "--trust-proxy", strings.Join(c.TrustProxy, ","))
	}
	if c.Metrics != "" {
		args = append(args, "--metrics", c.Metrics)
	}
	return args
}

// serviceSID is the name that Windows gives to the account of a service: S-1-5-80, then the SHA-1 of the service's name, in capitals and UTF-16, as five
// numbers of four bytes, the least byte first ([MS-DTYP] 2.4.2.4, NT_SERVICE; RtlCreateServiceSid). It stands before there is such a service.
func serviceSID(name string) string {
	var raw []byte
	for _, unit := range utf16.Encode([]rune(strings.ToUpper(name))) {
		raw = binary.LittleEndian.AppendUint16(raw, unit)
	}
	sum := sha1.Sum(raw)
	sid := "S-1-5-80"
	for i := 0; i < len(sum); i += 4 {
		sid += fmt.Sprintf("-%d", binary.LittleEndian.Uint32(sum[i:]))
	}
	return sid
}

// notService is what is said of a system that runs no services of Windows.
func notService() error { return emulation.Errorf(emulation.Invalid, "server.service.elsewhere") }
