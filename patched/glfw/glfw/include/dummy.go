// Package include is imported by Fyne, so that go mod vendor keeps the headers.
package include
