package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/svc"
	"golang.org/x/sys/windows/svc/eventlog"
	"golang.org/x/sys/windows/svc/mgr"

	"thidua/emulation"
	"thidua/internal/phrase"
)

// How Windows begins a service again that ended by itself: soon, then after longer; a day without an end counts anew. An end with an error is one, too.
var again = []mgr.RecoveryAction{
	{Type: mgr.ServiceRestart, Delay: 5 * time.Second},
	{Type: mgr.ServiceRestart, Delay: time.Minute},
	{Type: mgr.ServiceRestart, Delay: 5 * time.Minute},
}

const dayOfSeconds = 24 * 60 * 60

// How often a state that is waited for is asked for, and for how long. A server answers what it has begun for a minute at most.
const (
	serviceLook     = 100 * time.Millisecond
	servicePatience = 2 * time.Minute
)

// install makes the service. Its folder becomes the account's, and belongs to administrators: whoever made it may not give it to others again.
func (m *Main) install(args []string, dir string) (err error) {
	path, err := os.Executable()
	if err != nil {
		return serviceError(err)
	}
	manager, err := mgr.Connect()
	if err != nil {
		return serviceError(err)
	}
	defer manager.Disconnect()
	s, err := manager.CreateService(serviceName, path, mgr.Config{StartType: mgr.StartAutomatic, ErrorControl: mgr.ErrorNormal,
		ServiceStartName: serviceAccount, DisplayName: phrase.Text(m.lang, "server.service.name"), Description: phrase.Text(m.lang, "server.help")}, args...)
	if errors.Is(err, windows.ERROR_SERVICE_EXISTS) {
		return emulation.Errorf(emulation.Conflict, "server.service.exists")
	}
	if err != nil {
		return serviceError(err)
	}
	defer s.Close()
	err = s.SetRecoveryActions(again, dayOfSeconds)
	if err == nil {
		err = s.SetRecoveryActionsOnNonCrashFailures(true)
	}
	if errors.Is(err, windows.ERROR_INVALID_LEVEL) { // Wine, which begins nothing again
		err = nil
	}
	if err == nil {
		err = guard(dir, serviceSID(serviceName))
	}
	if err == nil {
		_ = eventlog.Remove(serviceName) // of an earlier one
		err = eventlog.InstallAsEventCreate(serviceName, eventlog.Error|eventlog.Warning|eventlog.Info)
	}
	if err != nil {
		return errors.Join(serviceError(err), s.Delete())
	}
	return nil
}

// guard gives a folder and what is in it to the system, to administrators, and to whoever is named or, if nobody is, to the person at the computer.
func guard(dir string, sids ...string) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	if len(sids) == 0 {
		sids = []string{user.User.Sid.String()}
	}
	rules := "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)" // protected: nothing comes from the folder it lies in
	for _, sid := range sids {
		rules += "(A;OICI;FA;;;" + sid + ")"
	}
	described, err := windows.SecurityDescriptorFromString(rules)
	if err != nil {
		return err
	}
	list, _, err := described.DACL()
	if err != nil {
		return err
	}
	return windows.SetNamedSecurityInfo(dir, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil)
}

// serviceError says what the system's service manager refused.
func serviceError(err error) error {
	switch {
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		return emulation.Errorf(emulation.Forbidden, "server.service.administrator").Because(err)
	case errors.Is(err, windows.ERROR_SERVICE_DOES_NOT_EXIST):
		return emulation.Errorf(emulation.NotFound, "server.service.none").Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "server.service.refused", "cause", err.Error()).Because(err)
}

// withService does something with the service there is.
func withService(do func(*mgr.Service) error) error {
	manager, err := mgr.Connect()
	if err != nil {
		return serviceError(err)
	}
	defer manager.Disconnect()
	s, err := manager.OpenService(serviceName)
	if err != nil {
		return serviceError(err)
	}
	defer s.Close()
	return do(s)
}

// until waits for a state; true: it is another that the service stays in.
func until(ctx context.Context, s *mgr.Service, wanted svc.State) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, servicePatience)
	defer cancel()
	look := time.NewTicker(serviceLook)
	defer look.Stop()
	for {
		status, err := s.Query()
		switch {
		case err != nil:
			return false, serviceError(err)
		case status.State == wanted:
			return false, nil
		case status.State == svc.Stopped:
			return true, nil
		}
		select {
		case <-ctx.Done():
			return false, emulation.Errorf(emulation.Unavailable, "server.service.slow").Because(ctx.Err())
		case <-look.C:
		}
	}
}

func (m *Main) start(ctx context.Context) error {
	return withService(func(s *mgr.Service) error {
		if err := s.Start(); err != nil && !errors.Is(err, windows.ERROR_SERVICE_ALREADY_RUNNING) {
			return serviceError(err)
		}
		ended, err := until(ctx, s, svc.Running)
		if ended && err == nil {
			err = emulation.Errorf(emulation.Unavailable, "server.service.ended", "name", serviceName)
		}
		return err
	})
}

func (m *Main) stop(ctx context.Context) error {
	return withService(func(s *mgr.Service) error { return stopped(ctx, s) })
}

func stopped(ctx context.Context, s *mgr.Service) error {
	if _, err := s.Control(svc.Stop); err != nil && !errors.Is(err, windows.ERROR_SERVICE_NOT_ACTIVE) {
		return serviceError(err)
	}
	_, err := until(ctx, s, svc.Stopped)
	return err
}

func (m *Main) remove(ctx context.Context) error {
	return withService(func(s *mgr.Service) error {
		if err := stopped(ctx, s); err != nil {
			return err
		}
		if err := s.Delete(); err != nil {
			return serviceError(err)
		}
		_ = eventlog.Remove(serviceName) // nobody asks where lines come from that are no more written
		return nil
	})
}

// beService lets Windows run the server, which tells it how far it is.
func (m *Main) beService(ctx context.Context, serve *ServeCmd) error {
	h := &handler{ctx: ctx, main: *m, serve: serve}
	if err := svc.Run(serviceName, h); err != nil {
		if errors.Is(err, windows.ERROR_FAILED_SERVICE_CONTROLLER_CONNECT) {
			return emulation.Errorf(emulation.Invalid, "server.service.by-hand").Because(err)
		}
		return serviceError(err)
	}
	return nil
}

// handler is one run of the server as a service.
type handler struct {
	ctx   context.Context
	main  Main
	serve *ServeCmd
}

// What is told to Windows: that something goes on, and for how long it may be believed to.
const (
	serviceTells = 2 * time.Second
	serviceHint  = 30_000 // milliseconds
)

// Execute runs the server until it ends or Windows says stop.
func (h *handler) Execute(_ []string, requests <-chan svc.ChangeRequest, tell chan<- svc.Status) (specific bool, code uint32) {
	// A signal is no stop: Windows tells services, too, that somebody signs out.
	ctx, stop := context.WithCancel(context.WithoutCancel(h.ctx))
	defer stop()
	ready, ended := make(chan struct{}), make(chan error, 1)
	h.main.listening = func() { close(ready) }
	go func() { ended <- h.main.serveHidden(ctx, filepath.Join(h.serve.Dir, logName), h.serve) }()
	now := svc.Status{State: svc.StartPending, WaitHint: serviceHint}
	tell <- now
	goesOn := time.NewTicker(serviceTells)
	defer goesOn.Stop()
	for {
		select {
		case err := <-ended:
			if err != nil || now.State != svc.StopPending {
				return true, exitRefused // Windows begins it again
			}
			return false, exitDone
		case <-ready:
			ready = nil
			now = svc.Status{State: svc.Running, Accepts: svc.AcceptStop | svc.AcceptShutdown | svc.AcceptPreShutdown}
			tell <- now
		case <-goesOn.C:
			if now.State != svc.Running {
				now.CheckPoint++
				tell <- now
			}
		case r := <-requests:
			switch r.Cmd {
			case svc.Interrogate:
				tell <- r.CurrentStatus
			case svc.Stop, svc.Shutdown, svc.PreShutdown:
				stop()
				now = svc.Status{State: svc.StopPending, WaitHint: serviceHint}
				tell <- now
			}
		}
	}
}
