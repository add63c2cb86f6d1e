//go:build weak && linux

package weak_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// What a weak PC has: two processors of a quarter of the speed of these, what 4 GB leave beside Windows, a virus scanner and a browser, and a disk that turns.
const (
	weakMemory = 1 << 30
	weakBytes  = 40 << 20 // a second
	weakTrips  = 120      // of the disk's head, a second
	quarters   = 5_000    // of two processors, in microseconds of 10,000
)

// limits are the groups of the system's whose limits the window is put under.
type limits struct {
	enter  []string // the files that take a process into them
	groups []string
	said   string
}

const groupRoot = "/sys/fs/cgroup"

// newLimits makes the groups this machine lets it make; what cannot be limited is told in its place.
func newLimits(data string) (*limits, error) {
	l, name := new(limits), fmt.Sprintf("thidua-weak-%d", os.Getpid())
	var disk unix.Stat_t
	if err := unix.Stat(data, &disk); err != nil {
		return nil, err
	}
	device := fmt.Sprintf("%d:%d ", unix.Major(disk.Dev), unix.Minor(disk.Dev))
	_, err := os.Stat(filepath.Join(groupRoot, "cgroup.controllers"))
	one := err == nil // version 2: one tree
	for _, kind := range []struct {
		what, tree string
		first      [][2]string // version 1
		second     [][2]string
	}{
		{"the processors", "cpu", [][2]string{{"cpu.cfs_period_us", "10000"}, {"cpu.cfs_quota_us", fmt.Sprint(quarters)}}, [][2]string{{"cpu.max", fmt.Sprint(quarters, " 10000")}}},
		{"memory", "memory", [][2]string{{"memory.limit_in_bytes", fmt.Sprint(weakMemory)}}, [][2]string{{"memory.max", fmt.Sprint(weakMemory)}}},
		{"the disk", "blkio", [][2]string{
			{"blkio.throttle.read_bps_device", device + fmt.Sprint(weakBytes)}, {"blkio.throttle.write_bps_device", device + fmt.Sprint(weakBytes)},
			{"blkio.throttle.read_iops_device", device + fmt.Sprint(weakTrips)}, {"blkio.throttle.write_iops_device", device + fmt.Sprint(weakTrips)},
		}, [][2]string{{"io.max", fmt.Sprintf("%srbps=%d wbps=%d riops=%d wiops=%d", device, weakBytes, weakBytes, weakTrips, weakTrips)}}},
	} {
		dir, files := filepath.Join(groupRoot, kind.tree, name), kind.first
		if one {
			dir, files = filepath.Join(groupRoot, name), kind.second
		}
		if err := l.group(dir, files); err != nil {
			l.said += fmt.Sprintf("%s as they are (%v); ", kind.what, err)
		}
	}
	l.said += fmt.Sprintf("else two processors at a quarter, %d MB of memory, caches included, a disk of %d MB and %d trips a second", weakMemory>>20, weakBytes>>20, weakTrips)
	return l, nil
}

// group makes a group, if it is not there, and sets its limits.
func (l *limits) group(dir string, files [][2]string) error {
	procs := filepath.Join(dir, "cgroup.procs")
	if !strings.Contains(strings.Join(l.enter, " "), procs) {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		l.groups = append(l.groups, dir)
		l.enter = append(l.enter, procs)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f[0]), []byte(f[1]), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// remove removes the groups, once nobody is in them.
func (l *limits) remove() {
	for _, dir := range l.groups {
		_ = os.Remove(dir)
	}
}
