// Package yamlfile reads and writes the YAML files that people write by hand.
//
// Every scalar is taken from the text of the file, so "1.10" is not "1.1" and no figure passes through a float64. A file is read to its
// end: all its faults are reported together, each with its line and what to do. Bounds keep a hostile file from costing memory or time.
//
// The package knows keys and values, and nothing of what they mean.
package yamlfile
