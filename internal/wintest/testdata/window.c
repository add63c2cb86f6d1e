// A window of the GLFW in patched/glfw that writes what is typed into it to a file, a line for each word that Enter ends, the way a field of
// text takes it: the character 0x08 and the key Backspace take a letter back. A key nobody pressed is written as "key N".
//
//	window.exe FILE
#include <stdio.h>
#include <GLFW/glfw3.h>

static FILE *out;
static unsigned line[256];
static int length;

static void put(unsigned c) {
	if (c < 0x80) fputc(c, out);
	else if (c < 0x800) fprintf(out, "%c%c", 0xC0 | c >> 6, 0x80 | (c & 0x3F));
	else fprintf(out, "%c%c%c", 0xE0 | c >> 12, 0x80 | (c >> 6 & 0x3F), 0x80 | (c & 0x3F));
}

static void text(GLFWwindow *w, unsigned c) {
	if (c == '\b') length -= length > 0;
	else if (length < 256) line[length++] = c;
}

static void key(GLFWwindow *w, int key, int scancode, int action, int mods) {
	if (action == GLFW_RELEASE) return;
	switch (key) {
	case GLFW_KEY_BACKSPACE:
		length -= length > 0;
		break;
	case GLFW_KEY_ENTER:
		for (int i = 0; i < length; i++) put(line[i]);
		fputc('\n', out);
		fflush(out);
		length = 0;
	case GLFW_KEY_X: // the key a person presses by mistake
		break;
	default:
		fprintf(out, "key %d\n", key);
	}
}

int main(int n, char **a) {
	if (n != 2 || !(out = fopen(a[1], "wb")) || !glfwInit()) return 1;
	glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
	GLFWwindow *w = glfwCreateWindow(400, 200, "typing", NULL, NULL);
	if (!w) return 2;
	glfwSetCharCallback(w, text);
	glfwSetKeyCallback(w, key);
	fputs("ready\n", out);
	fflush(out);
	while (!glfwWindowShouldClose(w)) glfwWaitEventsTimeout(0.02);
	return 0;
}
