package book

import (
	"strings"

	"thidua/vietnamese"
)

func Clean(text string) string { return strings.TrimSpace(vietnamese.NFC(text)) }
