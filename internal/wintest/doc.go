// Package wintest runs the Windows command line under wine, as a person on Windows would, against the sample cluster.
// It holds only tests, compiled where scripts/test-full.sh finds wine and mingw-w64; it must know no more of the program than its command line.
package wintest
