package table

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"unicode/utf8"
)

// census is what one pass over a text file's bytes tells of its encoding.
type census struct {
	nul      int // line of the first zero byte; 0 when there is none
	control  int64
	multi    int64 // well-formed UTF-8 sequences of more than one byte
	invalid  int64 // bytes that are no part of UTF-8
	badLine  int   // line of the first such byte
	badByte  byte
	line     int
	wasCR    bool
	unfinish [utf8.UTFMax]byte // the start of a sequence that the next piece may end
	held     int
}

// digest reads the file once: it sets the hash and, for text, takes the census.
func (f *File) digest(text bool) (*census, error) {
	hash := sha256.New()
	taken := &census{line: 1}
	sink := io.Writer(hash)
	if text {
		sink = io.MultiWriter(hash, taken)
	}
	_, err := io.CopyBuffer(sink, struct{ io.Reader }{f.section()}, make([]byte, 256<<10))
	taken.end()
	f.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return taken, err
}

// Write counts a piece of the text.
func (c *census) Write(piece []byte) (int, error) {
	c.add(piece)
	return len(piece), nil
}

func (c *census) add(piece []byte) {
	if c.held > 0 {
		piece = append(c.unfinish[:c.held:c.held], piece...)
		c.held = 0
	}
	for len(piece) > 0 {
		switch {
		case piece[0] < utf8.RuneSelf:
			c.ascii(piece[0])
			piece = piece[1:]
		case !utf8.FullRune(piece):
			c.held = copy(c.unfinish[:], piece)
			return
		default:
			piece = piece[c.sequence(piece):]
		}
	}
}

// end counts what was left of a sequence cut off by the end of the file.
func (c *census) end() {
	for held := c.unfinish[:c.held]; len(held) > 0; {
		held = held[c.sequence(held):]
	}
	c.held = 0
}

// sequence counts what stands first, which is not ASCII, and gives its length.
func (c *census) sequence(text []byte) int {
	r, size := utf8.DecodeRune(text)
	if r != utf8.RuneError || size > 1 {
		c.multi++
		return size
	}
	c.invalid++
	if c.badLine == 0 {
		c.badLine, c.badByte = c.line, text[0]
	}
	return 1
}

func (c *census) ascii(b byte) {
	wasCR := c.wasCR
	c.wasCR = b == '\r'
	switch {
	case b >= ' ':
	case b == '\r', b == '\n' && !wasCR:
		c.line++
	case b == 0:
		if c.nul == 0 {
			c.nul = c.line
		}
	case b != '\n' && b != '\t' && b != '\f' && b != '\v':
		c.control++
	}
}
