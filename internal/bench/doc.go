// Package bench measures the hot paths of a whole desk on a log of 100,000 changes, and how much memory something takes.
package bench
