package citation

import (
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"

	"goodmeasure/table"
)

// decoded gives text as UTF-8. All that is not UTF-16 is taken for UTF-8, of which each byte that fits nowhere is taken as
// Windows-1252: exports are often joined from several.
func decoded(raw io.Reader, head []byte) io.Reader {
	if wide, _ := table.UTF16(head); wide != nil {
		raw = wide.NewDecoder().Reader(raw)
	}
	return transform.NewReader(raw, mend{})
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
