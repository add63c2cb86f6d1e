package changeset

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
)

// SealName hides the name of a file of evidence from everybody who has not its content: the key comes from the salt the content begins with
// (emulation.FileSalt bytes), which is drawn for one file and seals one name. Nothing else guards the name: the change it stands in is signed.
func SealName(salt []byte, name string) []byte {
	sealed := []byte(name)
	nameKey(salt).XORKeyStream(sealed, sealed)
	return sealed
}

// OpenName is the name that SealName hid, as whoever sealed it wrote it: it may be none that a file can have.
func OpenName(salt, sealed []byte) string {
	return string(SealName(salt, string(sealed)))
}

func nameKey(salt []byte) cipher.Stream {
	key, err := hkdf.Key(sha256.New, salt, nil, "thidua/file-name/1", 32)
	if err != nil {
		panic(err) // only of a length no program asks for
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	return cipher.NewCTR(block, make([]byte, aes.BlockSize))
}
