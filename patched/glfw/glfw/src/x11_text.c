// Not part of GLFW: text that an input method composes, in its order (docs/adr/037-composed-text.md).
//
// An input method (XIM) is given each key event and answers with text, with the event itself when it has no use for it, or with nothing
// when it keeps the key for a word it composes. Its answers come in the order of the keys. GLFW tells of a key before it asks, so that the
// Enter that ends a word came before the word. Here a key the input method was given is told of when it comes back. What does not pass
// through the input method, a click, the focus that leaves, the window that closes, waits for a fence: a key nobody has, which every
// input method gives back, and on which it hands over what it composes.

#include "internal.h"

#if defined(_GLFW_X11)

#include <string.h>

// No keyboard has this key: evdev's codes begin at 9.
#define FENCE 8

// How long an input method may be silent before what waits for it goes on without: in seconds, and in looks at what it says, of which a
// busy machine makes fewer.
#define PATIENCE 3.0
#define LOOKS 120

extern void goTextCame(void);

// Where a composition is to be shown, in pixels of the window, and whether it was said since.
static XPoint spot;
static GLFWbool spotMoved;

// Whether an event is being told of: what happens then happens in its order.
static int telling;

static void asked(_GLFWwindow* window, int keycode, int type)
{
    _GLFWtextX11* text = &window->x11.text;

    if (text->keyCount == text->keySize)
    {
        text->keySize += 64;
        text->keys = _glfw_realloc(text->keys, text->keySize * sizeof(*text->keys));
    }

    text->keys[text->keyCount].keycode = keycode;
    text->keys[text->keyCount].type = type;
    text->keyCount++;
}

// A key came back: those before it were kept. A key whose release was kept is up.
static void cameBack(_GLFWwindow* window, int keycode, int type)
{
    _GLFWtextX11* text = &window->x11.text;
    int at = 0;

    while (at < text->keyCount && (text->keys[at].keycode != keycode || text->keys[at].type != type))
        at++;
    if (at == text->keyCount)
        return;

    for (int i = 0;  i < at;  i++)
    {
        if (text->keys[i].type == KeyRelease)
            _glfwInputKey(window, translateKey(text->keys[i].keycode), text->keys[i].keycode, GLFW_RELEASE, 0);
    }

    text->keyCount -= at + 1;
    memmove(text->keys, text->keys + at + 1, text->keyCount * sizeof(*text->keys));
}

// Send a fence through the input method. False if there is nothing to wait for.
static GLFWbool sendFence(_GLFWwindow* window)
{
    _GLFWtextX11* text = &window->x11.text;
    XEvent event = { KeyPress };

    if (!window->x11.ic || !text->asked || text->fenced)
        return text->fenced;

    text->asked = GLFW_FALSE;
    event.xkey.serial = LastKnownRequestProcessed(_glfw.x11.display);
    event.xkey.display = _glfw.x11.display;
    event.xkey.window = window->x11.handle;
    event.xkey.root = _glfw.x11.root;
    event.xkey.time = CurrentTime;
    event.xkey.keycode = FENCE;
    event.xkey.same_screen = True;
    if (!XFilterEvent(&event, None))
    {
        text->keyCount = 0;
        return GLFW_FALSE;
    }

    asked(window, FENCE, KeyPress);
    text->fenced = GLFW_TRUE;
    text->since = glfwGetTime();
    text->looks = 0;
    return GLFW_TRUE;
}

// Does an event take the keyboard elsewhere without passing through the input method?
static GLFWbool leaves(const XEvent* event)
{
    switch (event->type)
    {
        case ButtonPress:
            return event->xbutton.button <= Button3;
        case FocusOut:
            return event->xfocus.mode != NotifyGrab && event->xfocus.mode != NotifyUngrab;
        case ClientMessage:
            return event->xclient.message_type == _glfw.x11.WM_PROTOCOLS &&
                   (Atom) event->xclient.data.l[0] == _glfw.x11.WM_DELETE_WINDOW;
    }

    return GLFW_FALSE;
}

static void hold(_GLFWwindow* window, const XEvent* event, int keycode, Bool filtered)
{
    _GLFWtextX11* text = &window->x11.text;

    if (text->heldCount == text->heldSize)
    {
        text->heldSize += 64;
        text->held = _glfw_realloc(text->held, text->heldSize * sizeof(*text->held));
    }

    _GLFWheldX11 held = { *event, keycode, filtered };
    text->held[text->heldCount++] = held;
}

static void tell(_GLFWwindow* window, XEvent* event, int keycode, Bool filtered)
{
    telling++;
    _glfwDispatchEventX11(window, event, keycode, filtered);
    telling--;
}

// Nothing is to be waited for any more: tell of what waited, up to the next thing that has to.
static void goOn(_GLFWwindow* window)
{
    _GLFWtextX11* text = &window->x11.text;
    GLFWbool first = GLFW_TRUE; // it is what the fence was sent for

    text->fenced = GLFW_FALSE;
    goTextCame();
    while (text->heldCount && !text->fenced)
    {
        _GLFWheldX11 next = text->held[0];

        if (!first && leaves(&next.event) && sendFence(window))
            return;

        first = GLFW_FALSE;
        text->heldCount--;
        memmove(text->held, text->held + 1, text->heldCount * sizeof(*text->held));
        tell(window, &next.event, next.keycode, next.filtered);
    }
}

// Tell of an event, or keep it for later
//
void _glfwTellOrHoldX11(_GLFWwindow* window, XEvent* event, int keycode, Bool filtered)
{
    _GLFWtextX11* text = &window->x11.text;

    if (window->x11.ic && (event->type == KeyPress || event->type == KeyRelease))
    {
        if (filtered)
        {
            asked(window, keycode, event->type);
            text->asked = GLFW_TRUE;
            return;
        }
        cameBack(window, keycode, event->type);
        text->since = glfwGetTime();
        text->looks = 0;
        if (keycode == FENCE)
        {
            if (text->fenced)
                goOn(window);
            return;
        }
    }
    else if (text->fenced || (leaves(event) && sendFence(window)))
    {
        hold(window, event, keycode, filtered);
        return;
    }

    tell(window, event, keycode, filtered);
}

// The input method is gone
//
void _glfwForgetTextX11(_GLFWwindow* window)
{
    window->x11.text.keyCount = 0;
    window->x11.text.asked = GLFW_FALSE;
    window->x11.text.since = -PATIENCE; // _glfwPollTextX11 goes on
    window->x11.text.looks = LOOKS;
}

// Go on where an input method is silent, and say where a composition is to be shown. That asks for an answer, and answers to keys that
// arrive meanwhile would be told in the wrong order; so it is said only when all keys have been answered.
//
void _glfwPollTextX11(void)
{
    for (_GLFWwindow* window = _glfw.windowListHead;  window;  window = window->next)
    {
        _GLFWtextX11* text = &window->x11.text;

        if (text->fenced && ++text->looks > LOOKS && glfwGetTime() - text->since > PATIENCE)
        {
            text->keyCount = 0;
            goOn(window);
        }
        if (window->x11.ic && spotMoved && !text->keyCount && !QLength(_glfw.x11.display))
        {
            XVaNestedList where = XVaCreateNestedList(0, XNSpotLocation, &spot, NULL);

            XSetICValues(window->x11.ic, XNPreeditAttributes, where, NULL);
            XFree(where);
            spotMoved = GLFW_FALSE;
        }
    }
}

// Is text on its way that belongs to whoever has the keyboard now?
//
int glfwTextPending(void)
{
    for (_GLFWwindow* window = _glfw.windowListHead;  window;  window = window->next)
    {
        if (window->x11.ic && !telling && (window->x11.text.asked || window->x11.text.fenced))
            return GLFW_TRUE;
    }

    return GLFW_FALSE;
}

// Have what is composed handed over; goTextCame is called when it has come
//
int glfwHandOverText(void)
{
    GLFWbool sent = GLFW_FALSE;

    for (_GLFWwindow* window = _glfw.windowListHead;  window;  window = window->next)
        sent = sendFence(window) || sent;

    return sent;
}

void glfwSetTextSpot(int x, int y)
{
    spotMoved = spotMoved || spot.x != x || spot.y != y;
    spot.x = x;
    spot.y = y;
}

#endif // _GLFW_X11
