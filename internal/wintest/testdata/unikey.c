// Types into the foreground window what a Vietnamese typing hook sends: characters and corrections as Unicode packets, where a backspace is
// the character 0x08.
//
//	unikey.exe WAIT_MS FILE   FILE has a number a line: a UTF-16 unit to send as a packet, or the negative of a virtual key to press;
//	                          -1000 - K is Ctrl and the key K
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static void tap(WORD key, WCHAR unit, DWORD flags) {
	INPUT in = {0};
	in.type = INPUT_KEYBOARD;
	in.ki.wVk = key;
	in.ki.wScan = key ? MapVirtualKeyW(key, MAPVK_VK_TO_VSC) : unit;
	in.ki.dwFlags = flags;
	SendInput(1, &in, sizeof in);
}

int main(int n, char **a) {
	int what;
	FILE *f = n == 3 ? fopen(a[2], "r") : NULL;
	if (!f) return 1;
	Sleep(atoi(a[1]));
	while (fscanf(f, "%d", &what) == 1) {
		if (what >= 0) {
			tap(0, what, KEYEVENTF_UNICODE);
			tap(0, what, KEYEVENTF_UNICODE | KEYEVENTF_KEYUP);
		} else {
			int control = what < -1000;
			WORD key = control ? -what - 1000 : -what;
			if (control) tap(VK_CONTROL, 0, 0);
			tap(key, 0, 0);
			tap(key, 0, KEYEVENTF_KEYUP);
			if (control) tap(VK_CONTROL, 0, KEYEVENTF_KEYUP);
		}
		Sleep(3);
	}
	return 0;
}
