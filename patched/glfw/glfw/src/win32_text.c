// Not part of GLFW: what the clipboard held when a key was pressed (docs/adr/037-composed-text.md).
//
// Some typing tools correct a word by the clipboard: they put the word there, press Ctrl+V or Shift+Insert, and put back what was there. A window that is slow to
// come round to the key would paste what was put back. So a thread keeps the last texts of the clipboard, each with the time since when it was there, and the
// window takes the one of the moment its key was pressed. Only while this program is in front: copying elsewhere makes nobody read the clipboard for us.

#include "internal.h"

#if defined(_GLFW_WIN32)

#include <string.h>

#define KEPT 8
#define LONGEST 4096 // units of a text that is kept; no word is longer

static struct
{
    DWORD since;
    WCHAR* text; // NULL: not kept
} kept[KEPT];    // the newest first

static CRITICAL_SECTION keeping;

static WCHAR* textNow(HWND window)
{
    WCHAR* copy = NULL;
    int tries = 0;
    while (!OpenClipboard(window)) // whoever put something there may have it open still
    {
        if (++tries == 20)
            return NULL;
        Sleep(1);
    }
    HANDLE object = GetClipboardData(CF_UNICODETEXT);
    const WCHAR* text = object ? GlobalLock(object) : NULL;
    if (text)
    {
        if (wcslen(text) < LONGEST)
            copy = _wcsdup(text);
        GlobalUnlock(object);
    }
    CloseClipboard();
    return copy;
}

static GLFWbool inFront(void)
{
    DWORD process = 0;
    GetWindowThreadProcessId(GetForegroundWindow(), &process);
    return process == GetCurrentProcessId();
}

static DWORD WINAPI watch(void* unused)
{
    MSG message;
    HWND window = CreateWindowExW(0, L"STATIC", NULL, 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, NULL, NULL);
    if (!window || !AddClipboardFormatListener(window))
        return 1;
    while (GetMessageW(&message, NULL, 0, 0) > 0)
    {
        if (message.message != WM_CLIPBOARDUPDATE)
        {
            DispatchMessageW(&message);
            continue;
        }
        WCHAR* text = inFront() ? textNow(window) : NULL;
        EnterCriticalSection(&keeping);
        free(kept[KEPT - 1].text);
        memmove(kept + 1, kept, (KEPT - 1) * sizeof(*kept));
        kept[0].since = message.time;
        kept[0].text = text;
        LeaveCriticalSection(&keeping);
    }
    return 0;
}

// Begin to watch the clipboard, once for the life of the process
//
void _glfwWatchClipboardWin32(void)
{
    static GLFWbool begun;
    if (begun)
        return;
    begun = GLFW_TRUE;
    InitializeCriticalSection(&keeping);
    CloseHandle(CreateThread(NULL, 0, watch, NULL, 0, NULL));
}

// What the clipboard held when the message was sent that the window is busy with, if it holds something else since; else NULL
//
char* _glfwClipboardWasWin32(void)
{
    const DWORD when = GetMessageTime();
    char* was = NULL;
    EnterCriticalSection(&keeping);
    if (GetClipboardOwner() == _glfw.win32.helperWindowHandle)
        ; // this program put there what is there
    else if (kept[0].since && (LONG) (kept[0].since - when) > 0)
    {
        for (int i = 1; i < KEPT && kept[i].since; i++)
        {
            if ((LONG) (kept[i].since - when) > 0)
                continue;
            if (kept[i].text)
                was = _glfwCreateUTF8FromWideStringWin32(kept[i].text);
            break;
        }
    }
    LeaveCriticalSection(&keeping);
    return was;
}

#endif // _GLFW_WIN32
