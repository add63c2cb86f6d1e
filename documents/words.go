package documents

import "thidua/internal/phrase"

// say is a sentence of the area "documents". Paper is in Vietnamese, whatever the language of the window: it goes to Vietnamese offices.
func say(key string, pairs ...any) string {
	return phrase.Text(phrase.Vietnamese, "documents."+key, pairs...)
}
