// Package weak measures the window as on an old PC: the real program under a virtual screen, drawn without a graphics card, under the limits that
// this machine lets it set on processors, memory and disk; beside it, in the same run, without limits. scripts/weak.sh runs it.
package weak
