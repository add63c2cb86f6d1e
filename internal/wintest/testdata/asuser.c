// asuser runs a program as the person at the computer who is no administrator, and ends as it does; more than 90 where it cannot.
#include <windows.h>
#include <wchar.h>
int wmain(int argc, wchar_t **argv) {
	HANDLE own, less;
	SID_IDENTIFIER_AUTHORITY nt = {SECURITY_NT_AUTHORITY};
	SID_AND_ATTRIBUTES admins = {0};
	wchar_t line[2048] = L"";
	STARTUPINFOW si = {sizeof si};
	PROCESS_INFORMATION pi;
	DWORD code;
	for (int i = 1; i < argc; i++) // an installer knows no switch in quotes
		wsprintfW(line + wcslen(line), wcschr(argv[i], ' ') ? L"\"%s\" " : L"%s ", argv[i]);
	AllocateAndInitializeSid(&nt, 2, SECURITY_BUILTIN_DOMAIN_RID, DOMAIN_ALIAS_RID_ADMINS, 0, 0, 0, 0, 0, 0, &admins.Sid);
	if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own)) return 90;
	if (!CreateRestrictedToken(own, 0, 1, &admins, 0, NULL, 0, NULL, &less)) return 91;
	if (!CreateProcessAsUserW(less, NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &si, &pi)) return 92;
	WaitForSingleObject(pi.hProcess, INFINITE);
	GetExitCodeProcess(pi.hProcess, &code);
	return code;
}
