package clip

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"runtime"
	"unsafe"

	"golang.org/x/image/bmp"
	"golang.org/x/sys/windows"
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")

	openClipboard  = user32.NewProc("OpenClipboard")
	closeClipboard = user32.NewProc("CloseClipboard")
	getData        = user32.NewProc("GetClipboardData")
	register       = user32.NewProc("RegisterClipboardFormatW")
	lock           = kernel32.NewProc("GlobalLock")
	unlock         = kernel32.NewProc("GlobalUnlock")
	size           = kernel32.NewProc("GlobalSize")
)

// dib is the picture every program can give (CF_DIB): Windows makes it of whatever was put there.
const dib = 8

// Picture is the picture on the clipboard as a PNG file; nil where there is none.
func Picture() ([]byte, error) {
	runtime.LockOSThread() // the clipboard is open for a thread
	defer runtime.UnlockOSThread()
	if ok, _, _ := openClipboard.Call(0); ok == 0 {
		return nil, nil // another program has it open just now
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	name, err := windows.UTF16PtrFromString("PNG")
	if err != nil {
		return nil, err
	}
	if kind, _, _ := register.Call(uintptr(unsafe.Pointer(name))); kind != 0 {
		if raw := data(kind); raw != nil {
			return raw, nil
		}
	}
	return fromDIB(data(dib))
}

// data is a copy of what is there of a kind; nil where there is nothing, or too much.
func data(kind uintptr) []byte {
	held, _, _ := getData.Call(kind)
	if held == 0 {
		return nil
	}
	n, _, _ := size.Call(held)
	at, _, _ := lock.Call(held)
	if at == 0 || n == 0 || n > mostBytes {
		return nil
	}
	defer func() { _, _, _ = unlock.Call(held) }()
	return bytes.Clone(unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), n))
}

// fromDIB makes a PNG file of a bitmap without the head of its file, which says where the colours begin.
func fromDIB(raw []byte) ([]byte, error) {
	const head = 14
	if len(raw) < 40 {
		return nil, nil
	}
	info := binary.LittleEndian.Uint32(raw)
	bits, way, colours := binary.LittleEndian.Uint16(raw[14:]), binary.LittleEndian.Uint32(raw[16:]), binary.LittleEndian.Uint32(raw[32:])
	at := info
	if bits <= 8 && colours == 0 {
		colours = 1 << bits
	}
	if at += 4 * colours; way == 3 && info == 40 {
		at += 12 // three masks
	}
	file := append([]byte("BM"), make([]byte, head-2)...)
	binary.LittleEndian.PutUint32(file[2:], uint32(head+len(raw)))
	binary.LittleEndian.PutUint32(file[10:], head+at)
	picture, err := bmp.Decode(bytes.NewReader(append(file, raw...)))
	if err != nil {
		return nil, err
	}
	var made bytes.Buffer
	err = png.Encode(&made, picture)
	return made.Bytes(), err
}
