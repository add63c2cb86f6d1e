package pick

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The dialog of Windows; see learn.microsoft.com/windows/win32/api/shobjidl_core/nn-shobjidl_core-ifileopendialog.
var (
	createInstance = windows.NewLazySystemDLL("ole32.dll").NewProc("CoCreateInstance")
	itemOf         = windows.NewLazySystemDLL("shell32.dll").NewProc("SHCreateItemFromParsingName")

	classDialog = windows.GUID{Data1: 0xDC1C5A9C, Data2: 0xE88A, Data3: 0x4DDE, Data4: [8]byte{0xA5, 0xA1, 0x60, 0xF8, 0x2A, 0x20, 0xAE, 0xF7}}
	isDialog    = windows.GUID{Data1: 0xD57C7288, Data2: 0xD4AD, Data3: 0x4768, Data4: [8]byte{0xBE, 0x02, 0x9D, 0x96, 0x95, 0x32, 0xD9, 0x60}}
	isItem      = windows.GUID{Data1: 0x43826D1E, Data2: 0xE718, Data3: 0x42EE, Data4: [8]byte{0xBC, 0x55, 0xA1, 0xE2, 0x61, 0xC3, 0x7B, 0xFE}}
)

// Where methods stand in the tables of IFileOpenDialog, IShellItemArray and IShellItem.
const (
	release     = 2
	show        = 3
	setTypes    = 4
	setOptions  = 9
	setFolder   = 12
	setTitle    = 17
	getResults  = 27
	getCount    = 7
	getItemAt   = 8
	displayName = 5
)

// object is a COM object.
type object struct{ methods *[32]uintptr }

// call calls a method. What the arguments point to stays where it is meanwhile.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	if result, _, _ := syscall.SyscallN(o.methods[method], append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)...); int32(result) < 0 {
		return windows.Errno(uint32(result))
	}
	return nil
}

func (o *object) free() { _ = o.call(release) }

// cancelled is what the dialog answers where the person chose nothing: HRESULT_FROM_WIN32(ERROR_CANCELLED).
const cancelled = windows.Errno(0x800704C7)

// filter is COMDLG_FILTERSPEC.
type filter struct{ name, spec *uint16 }

// Open asks by the dialog of Windows, in front of the window it belongs to. It gives nothing where the person chose nothing.
func Open(_ context.Context, w Want) ([]string, error) {
	runtime.LockOSThread() // a dialog of Windows is one thread's
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err == nil {
		defer windows.CoUninitialize()
	}
	var d *object
	if result, _, _ := createInstance.Call(uintptr(unsafe.Pointer(&classDialog)), 0, windows.CLSCTX_INPROC_SERVER, uintptr(unsafe.Pointer(&isDialog)),
		uintptr(unsafe.Pointer(&d))); int32(result) < 0 {
		return nil, fmt.Errorf("the dialog of Windows: %w", windows.Errno(uint32(result)))
	}
	defer d.free()
	if err := d.prepare(w); err != nil {
		return nil, fmt.Errorf("preparing the dialog of Windows: %w", err)
	}
	switch err := d.call(show, w.Parent); err {
	case nil:
		return d.chosen()
	case cancelled:
		return nil, nil
	default:
		return nil, fmt.Errorf("showing the dialog of Windows: %w", err)
	}
}

func (o *object) prepare(w Want) error {
	const keepsFolder, picksFolders, files, many, exists = 0x8, 0x20, 0x40, 0x200, 0x1000 // FOS_NOCHANGEDIR, _PICKFOLDERS, _FORCEFILESYSTEM, _ALLOWMULTISELECT, _FILEMUSTEXIST
	options := uintptr(keepsFolder | files | exists)
	if w.Folder {
		options |= picksFolders
	}
	if w.Many {
		options |= many
	}
	if err := o.call(setOptions, options); err != nil {
		return err
	}
	if title, err := windows.UTF16PtrFromString(w.Title); err == nil && w.Title != "" {
		if err := o.call(setTitle, uintptr(unsafe.Pointer(title))); err != nil {
			return err
		}
	}
	if len(w.Endings) > 0 && !w.Folder {
		spec, err := windows.UTF16PtrFromString("*" + strings.Join(w.Endings, ";*"))
		if err != nil {
			return err
		}
		if err := o.call(setTypes, 1, uintptr(unsafe.Pointer(&filter{spec, spec}))); err != nil {
			return err
		}
	}
	o.begin(w.At)
	return nil
}

// begin has the dialog begin in a folder; one that is not there any more is no reason not to ask.
func (o *object) begin(at string) {
	path, err := windows.UTF16PtrFromString(at)
	if err != nil || at == "" {
		return
	}
	var folder *object
	if result, _, _ := itemOf.Call(uintptr(unsafe.Pointer(path)), 0, uintptr(unsafe.Pointer(&isItem)), uintptr(unsafe.Pointer(&folder))); int32(result) < 0 {
		return
	}
	defer folder.free()
	_ = o.call(setFolder, uintptr(unsafe.Pointer(folder)))
}

// chosen are the paths of what was chosen.
func (o *object) chosen() (paths []string, err error) {
	const filePath = 0x80058000 // SIGDN_FILESYSPATH
	var list *object
	if err := o.call(getResults, uintptr(unsafe.Pointer(&list))); err != nil {
		return nil, err
	}
	defer list.free()
	var count uint32
	if err := list.call(getCount, uintptr(unsafe.Pointer(&count))); err != nil {
		return nil, err
	}
	for i := range count {
		var item *object
		if err := list.call(getItemAt, uintptr(i), uintptr(unsafe.Pointer(&item))); err != nil {
			return nil, err
		}
		var name *uint16
		err := item.call(displayName, filePath, uintptr(unsafe.Pointer(&name)))
		item.free()
		if err != nil {
			return nil, err
		}
		paths = append(paths, windows.UTF16PtrToString(name))
		windows.CoTaskMemFree(unsafe.Pointer(name))
	}
	return paths, nil
}
