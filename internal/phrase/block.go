package phrase

import "strings"

// vietnameseBlock is Vietnamese in a cluster that is called a block: its head and deputies have other names there, in every sentence.
const vietnameseBlock Language = "vi-khoi"

// Among is the language as it is spoken in a cluster, or in one that is a block.
func (l Language) Among(block bool) Language {
	switch {
	case l == English:
		return l
	case block:
		return vietnameseBlock
	}
	return Vietnamese
}

// DecimalComma reports whether numbers have a decimal comma, and days their figures in the order 02/8/2024.
func (l Language) DecimalComma() bool { return l != English }

// ofBlock says block for cluster in every sentence of ours, but not in what people wrote. A sentence that names both stays.
func ofBlock(sentences map[string]string) map[string]string {
	cluster, block := sentences["phrase.cluster"], sentences["phrase.block"]
	var pairs []string
	for _, form := range []func(string) string{strings.ToLower, capital, strings.ToUpper} {
		pairs = append(pairs, form(cluster), form(block))
	}
	words := strings.NewReplacer(pairs...)
	other := make(map[string]string, len(sentences))
	for key, text := range sentences {
		if !strings.Contains(strings.ToLower(text), block) {
			text = words.Replace(text)
		}
		other[key] = text
	}
	return other
}

// capital is a word with its first letter, which is not an accented one here, in upper case.
func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
