package identity

import (
	"io"
	"strings"

	"github.com/sethvargo/go-diceware/diceware"

	"thidua/emulation"
)

// generatedWords is how many words make a passphrase: of the 7,776 of EFF's list, three to nine letters of ASCII each, no two alike:
// log2(7776·7775·…·7771) = 77.5 bits.
const generatedWords = 6

// NewWords draws a passphrase of words that a person can write down and type on any keyboard.
func NewWords(rand io.Reader) (string, error) {
	g, err := diceware.NewGenerator(&diceware.GeneratorInput{WordList: diceware.WordListEffLarge(), RandReader: rand})
	if err != nil {
		return "", err
	}
	list, err := g.Generate(generatedWords)
	if err != nil {
		return "", emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	return strings.Join(list, " "), nil
}

// plainWords are words as they were generated, however somebody types them.
func plainWords(typed string) string {
	return strings.ToLower(strings.Join(strings.Fields(typed), " "))
}
