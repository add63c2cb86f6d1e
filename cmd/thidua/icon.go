package main

import _ "embed"

//go:embed Icon.png
var iconPNG []byte
