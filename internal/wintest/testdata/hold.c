// hold stands for a program that runs: it holds the file it is told of, if any, as the store holds its lock, until its input ends.
#include <windows.h>
#include <stdio.h>
int wmain(int argc, wchar_t **argv) {
	if (argc > 1 && CreateFileW(argv[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL) == INVALID_HANDLE_VALUE)
		return 1;
	puts("held"); fflush(stdout);
	getchar();
	return 0;
}
