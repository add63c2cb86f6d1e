//go:build full

package pick_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"thidua/internal/pick"
)

var user32 = windows.NewLazySystemDLL("user32.dll")

// user calls a function of user32; a string goes there as Windows writes it.
func user(name string, args ...any) uintptr {
	raw := make([]uintptr, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case int:
			raw[i] = uintptr(a)
		case uintptr:
			raw[i] = a
		case string:
			text, err := windows.UTF16PtrFromString(a)
			if err != nil {
				panic(err)
			}
			defer runtime.KeepAlive(text)
			raw[i] = uintptr(unsafe.Pointer(text))
		}
	}
	is, _, _ := user32.NewProc(name).Call(raw...)
	return is
}

// owner is a window that is shown until the test ends.
func owner(t *testing.T) uintptr {
	made := make(chan uintptr)
	go func() {
		runtime.LockOSThread()
		const visible = 0x10000000 // WS_VISIBLE
		made <- user("CreateWindowExW", 0, "STATIC", 0, visible, 0, 0, 300, 100, 0, 0, 0, 0)
		message := make([]uintptr, 8) // MSG, and room
		defer runtime.KeepAlive(message)
		for at := uintptr(unsafe.Pointer(&message[0])); int32(user("GetMessageW", at, 0, 0, 0)) > 0; {
			user("DispatchMessageW", at)
		}
	}()
	w := <-made
	if w == 0 {
		t.Fatal("no window")
	}
	return w
}

// field is where a dialog takes names: the field somewhere below a window.
func field(of uintptr) (is uintptr) {
	if is = user("FindWindowExW", of, 0, "Edit", 0); is != 0 {
		return is
	}
	for child := user("FindWindowExW", of, 0, 0, 0); child != 0 && is == 0; child = user("FindWindowExW", of, child, 0, 0) {
		is = field(child)
	}
	return is
}

// answered waits for the dialog of a title, has a person answer it, and returns whether the window it belongs to heard nobody meanwhile. What a dialog is told
// before it listens it does not hear, so it is told again.
func answered(title string, w uintptr, over <-chan bool, answer func(dialog uintptr)) (modal bool) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		if dialog := user("FindWindowW", 0, title); dialog != 0 && user("IsWindowVisible", dialog) != 0 {
			modal = modal || user("IsWindowEnabled", w) == 0 && user("GetWindow", dialog, 4) == w // GW_OWNER
			answer(dialog)
		}
		select {
		case <-over:
			return modal
		case <-tick.C:
		}
	}
}

// TestFullPicksOnWindows is run by internal/wintest, on a screen: two files of the folder THIDUA_PICK are chosen, then nothing. The window the dialogs belong to
// does not answer meanwhile.
func TestFullPicksOnWindows(t *testing.T) {
	dir, w := os.Getenv("THIDUA_PICK"), owner(t)
	const command, ok, cancel, setText = 0x111, 1, 2, 0xC // WM_COMMAND, IDOK, IDCANCEL, WM_SETTEXT
	for _, c := range []struct {
		want   pick.Want
		answer func(dialog uintptr)
		chosen []string
	}{
		{pick.Want{Title: "Chọn tệp", Endings: []string{".pdf", ".jpg"}, Many: true}, func(dialog uintptr) {
			user("SendMessageW", field(dialog), setText, 0, `"ảnh.jpg" "báo cáo.pdf"`)
			user("SendMessageW", dialog, command, ok, 0)
		}, []string{filepath.Join(dir, "ảnh.jpg"), filepath.Join(dir, "báo cáo.pdf")}},
		{pick.Want{Title: "Chọn thư mục", Folder: true}, func(dialog uintptr) { user("SendMessageW", dialog, command, cancel, 0) }, nil},
	} {
		c.want.At, c.want.Parent = dir, w
		over, modal := make(chan bool), make(chan bool)
		go func() { modal <- answered(c.want.Title, w, over, c.answer) }()
		got, err := pick.Open(t.Context(), c.want)
		close(over)
		slices.Sort(got)
		slices.Sort(c.chosen)
		if err != nil || !slices.Equal(got, c.chosen) {
			t.Errorf("%s: %q, %v, want %q", c.want.Title, got, err, c.chosen)
		}
		if !<-modal {
			t.Errorf("%s: the window answers while the dialog stands before it", c.want.Title)
		}
	}
}
