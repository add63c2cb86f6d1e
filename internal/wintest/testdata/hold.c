// hold stands for a program that runs: it writes its command line to the file that HOLD_TOLD names, if any, and holds the file it is told of, if any, as the store
// holds its lock, until its input ends.
#include <windows.h>
#include <stdio.h>
int wmain(int argc, wchar_t **argv) {
	wchar_t told[MAX_PATH];
	if (GetEnvironmentVariableW(L"HOLD_TOLD", told, MAX_PATH)) {
		FILE *f = _wfopen(told, L"ab");
		fwrite(GetCommandLineW(), sizeof(wchar_t), wcslen(GetCommandLineW()), f);
		fwrite(L"\n", sizeof(wchar_t), 1, f);
		fclose(f);
	}
	if (argc == 2 && CreateFileW(argv[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL) == INVALID_HANDLE_VALUE)
		return 1;
	puts("held"); fflush(stdout);
	getchar();
	return 0;
}
