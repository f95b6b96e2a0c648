package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// cost is how much work a hash takes. Source: OWASP, Password Storage Cheat Sheet, Argon2id with 19 MiB, two passes and
// one lane.
type cost struct {
	memory uint32 // KiB
	passes uint32
	lanes  uint8
}

var current = cost{memory: 19 * 1024, passes: 2, lanes: 1}

// limits of a hash that is read, so that one from a foreign database cannot take the machine's memory.
var limits = cost{memory: 1 << 20, passes: 20, lanes: 16}

// The lengths of a password, in characters and bytes.
const (
	shortest = 12
	longest  = 1000
)

// hashing bounds how many passwords are worked on at once: each takes the memory of its cost.
var hashing = make(chan struct{}, 4)

// Hash makes of a password what is kept of it: $argon2id$v=19$m=...,t=...,p=...$salt$key. A password that is too short or
// too long is an error.
func Hash(password string) (string, error) {
	if err := fit(password); err != nil {
		return "", err
	}
	salt := make([]byte, 16)
	rand.Read(salt) // never fails: crypto/rand
	return current.encode(salt, current.key(password, salt, 32)), nil
}

// fit is what keeps a text from being a password, an *Unfit, if anything does.
func fit(password string) error {
	switch characters := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password):
		return &Unfit{"the password is no text in UTF-8"}
	case characters < shortest:
		return &Unfit{fmt.Sprintf("the password has %s: expected at least %d; several words are easy to remember", counted(characters), shortest)}
	case len(password) > longest:
		return &Unfit{fmt.Sprintf("the password has %d bytes: expected at most %d", len(password), longest)}
	}
	return nil
}

func counted(characters int) string {
	if characters == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", characters)
}

func (c cost) key(password string, salt []byte, length uint32) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.passes, c.memory, c.lanes, length)
}

func (c cost) encode(salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.lanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// matches tells whether a password is the one that a hash was made of, and whether the hash is of another cost than those
// made today. It takes as long for a wrong password as for the right one.
func matches(hash, password string) (match, stale bool) {
	c, salt, key, err := decode(hash)
	if err != nil || len(password) > longest {
		return false, false
	}
	return subtle.ConstantTimeCompare(key, c.key(password, salt, uint32(len(key)))) == 1, c != current
}

func decode(hash string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	var version int
	if len(parts) != 6 || parts[1] != "argon2id" {
		return c, nil, nil, fmt.Errorf("no hash of a password")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.memory, &c.passes, &c.lanes); err != nil {
		return c, nil, nil, err
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, err
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return c, nil, nil, err
	}
	if version != argon2.Version || c.memory < 8 || c.memory > limits.memory || c.passes < 1 || c.passes > limits.passes ||
		c.lanes < 1 || c.lanes > limits.lanes || len(key) < 16 || len(key) > 64 || len(salt) < 8 {
		return c, nil, nil, fmt.Errorf("a hash of unusual cost")
	}
	return c, salt, key, nil
}

// nobody's hash is worked on where there is no account, so that the time taken does not tell whether there is one.
var nobody = current.encode(make([]byte, 16), make([]byte, 32))
