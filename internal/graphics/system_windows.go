package graphics

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// displayDevice is DISPLAY_DEVICEW of wingdi.h.
type displayDevice struct {
	size   uint32
	name   [32]uint16
	text   [128]uint16
	state  uint32
	id     [128]uint16
	record [128]uint16 // where in the registry its driver stands
}

// attached is DISPLAY_DEVICE_ATTACHED_TO_DESKTOP: something is shown on it.
const attached = 1

var enumDisplayDevices = windows.NewLazySystemDLL("user32.dll").NewProc("EnumDisplayDevicesW")

// Machine names the display adapters that show something, each with the version of its driver; "" if the system does not tell. By remote desktop it is another one.
func Machine() string {
	var all []string
	for i := uintptr(0); ; i++ {
		var d displayDevice
		d.size = uint32(unsafe.Sizeof(d))
		if ok, _, _ := enumDisplayDevices.Call(0, i, uintptr(unsafe.Pointer(&d)), 0); ok == 0 {
			return strings.Join(all, "; ")
		}
		if d.state&attached != 0 {
			all = append(all, strings.TrimSpace(windows.UTF16ToString(d.text[:])+" "+driver(windows.UTF16ToString(d.record[:]))))
		}
	}
}

// driver is the version of the driver whose record in the registry that is; "" if it does not say.
func driver(record string) string {
	const machine = `\registry\machine\`
	if len(record) < len(machine) || !strings.EqualFold(record[:len(machine)], machine) {
		return ""
	}
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, record[len(machine):], registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer func() { _ = k.Close() }()
	version, _, err := k.GetStringValue("DriverVersion")
	if err != nil {
		return ""
	}
	return version
}

// Load loads the library, and what it needs from its own folder, before anything asks for an opengl32.dll: Windows gives whoever asks by that name later the one
// that is loaded. Errors: those of the system.
func Load(library string) error {
	_, err := windows.LoadLibraryEx(library, 0, windows.LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR|windows.LOAD_LIBRARY_SEARCH_SYSTEM32)
	return err
}
