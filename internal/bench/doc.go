// Package bench measures the hot paths of a whole desk on a log of 100,000 changes. There is nothing in it to import.
package bench
