// Package screentest lives through what happens to a real window: it starts the program in a virtual screen, types with a keyboard, pulls
// the plug, and looks with the command line at what is left.
//
// It holds only tests, compiled where scripts/test-full.sh finds Xvfb, openbox and xdotool; it must know no more of the program than its
// window, its data folder and its command line.
package screentest
