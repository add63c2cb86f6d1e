// Plays keys into the foreground window as a typing tool, a keyboard of Windows or a remote desktop sends them.
//
//	keyboard.exe WAIT_MS FILE   FILE has an act a line, its numbers hexadecimal:
//	  text UNIT             a UTF-16 unit as a Unicode packet
//	  down|up VK SCAN FLAGS a key by its virtual code, with the scan code and the flags (KEYEVENTF_…) it comes with
//	  post MSG WPARAM LPARAM  a message to the window that has the keyboard
//	  clip UNIT …           what the clipboard holds from now on
//	  wait MS               in tens
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static void key(unsigned vk, unsigned scan, unsigned flags) {
	INPUT in = {0};
	in.type = INPUT_KEYBOARD;
	in.ki.wVk = vk;
	in.ki.wScan = scan;
	in.ki.dwFlags = flags;
	SendInput(1, &in, sizeof in);
}

static void clip(char *units) {
	HGLOBAL held = GlobalAlloc(GMEM_MOVEABLE, 2 * strlen(units) + 2);
	WCHAR *to = GlobalLock(held);
	char *end;
	for (unsigned long unit; unit = strtoul(units, &end, 16), end != units; units = end) *to++ = unit;
	*to = 0;
	GlobalUnlock(held);
	while (!OpenClipboard(NULL)) Sleep(1); // the window reads it just now
	EmptyClipboard();
	SetClipboardData(CF_UNICODETEXT, held);
	CloseClipboard();
}

static HWND keyboard(void) {
	GUITHREADINFO info = {sizeof info};
	return GetGUIThreadInfo(0, &info) ? info.hwndFocus : NULL;
}

int main(int n, char **a) {
	char line[4096], what[8];
	unsigned x, y, z;
	int at;
	FILE *f = n == 3 ? fopen(a[2], "r") : NULL;
	if (!f) return 1;
	Sleep(atoi(a[1]));
	while (fgets(line, sizeof line, f)) {
		x = y = z = 0;
		if (sscanf(line, "%7s%n %x %x %x", what, &at, &x, &y, &z) < 1) continue;
		if (!strcmp(what, "text")) {
			key(0, x, KEYEVENTF_UNICODE);
			key(0, x, KEYEVENTF_UNICODE | KEYEVENTF_KEYUP);
		} else if (!strcmp(what, "down")) key(x, y, z);
		else if (!strcmp(what, "up")) key(x, y, z | KEYEVENTF_KEYUP);
		else if (!strcmp(what, "post")) PostMessageW(keyboard(), x, y, z ? z : 1);
		else if (!strcmp(what, "clip")) clip(line + at);
		else if (!strcmp(what, "wait")) Sleep(10 * x);
		else return 2;
		if (strcmp(what, "up")) Sleep(2);
	}
	return 0;
}
