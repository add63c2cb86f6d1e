int DllMainCRTStartup(void *instance, unsigned reason, void *reserved) { return 1; }
