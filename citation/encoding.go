package citation

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded gives text as UTF-8. A byte-order mark is believed, and UTF-16 without one is known by its zero bytes. All else
// is UTF-8, of which each byte that fits nowhere is taken as Windows-1252: exports are often joined from several.
func decoded(raw io.Reader, head []byte) io.Reader {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), !bytes.HasPrefix(head, []byte("\xfe\xff")) && zeros(head, 1):
		raw = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Reader(raw)
	case bytes.HasPrefix(head, []byte("\xfe\xff")), zeros(head, 0):
		raw = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Reader(raw)
	}
	return transform.NewReader(raw, mend{})
}

// zeros says whether nearly every second byte, from the one given, is zero, and nearly none of the others.
func zeros(head []byte, from int) bool {
	head = head[:min(len(head), 1024)]
	var at, beside int
	for i, b := range head {
		if b == 0 && i%2 == from {
			at++
		} else if b == 0 {
			beside++
		}
	}
	return len(head) >= 4 && at*2 > len(head)*8/10 && beside*20 < len(head)
}

// mend makes text sound: bytes that are not UTF-8 are taken as Windows-1252, byte-order marks are left out wherever they
// stand, and control characters that no text needs become spaces.
type mend struct{ transform.NopResetter }

func (mend) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		b := src[nSrc]
		if b < utf8.RuneSelf {
			if nDst == len(dst) {
				return nDst, nSrc, transform.ErrShortDst
			}
			if b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7f {
				b = ' '
			}
			dst[nDst] = b
			nDst++
			nSrc++
			continue
		}
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b)
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		if r != '\ufeff' && r != '\ufffe' && r != '\uffff' {
			nDst += utf8.EncodeRune(dst[nDst:], r)
		}
		nSrc += size
	}
	return nDst, nSrc, nil
}
