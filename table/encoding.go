package table

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const utf8Mark = "\xef\xbb\xbf"

// charset is how a text file's bytes become characters: the length of the byte-order mark and the decoder for what
// follows it, which is nil for UTF-8.
type charset struct {
	mark    int
	decoder encoding.Encoding
}

// reader gives the text as UTF-8 without its byte-order mark.
func (c charset) reader(raw *io.SectionReader) io.Reader {
	body := io.NewSectionReader(raw, int64(c.mark), raw.Size()-int64(c.mark))
	if c.decoder == nil {
		return body
	}
	return c.decoder.NewDecoder().Reader(body)
}

// charset decides the encoding over the whole file: a byte-order mark is believed; without one the text is UTF-8 if
// every byte agrees, and otherwise Windows-1252, of which Latin-1 text is a part. A file that is mostly UTF-8 and partly
// not is refused, since either reading would spoil some of its names.
func (f *File) charset(head []byte, taken *census) (charset, error) {
	decided := charset{}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		decided = charset{mark: 2, decoder: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		decided = charset{mark: 2, decoder: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
	}
	if decided.decoder != nil {
		if f.Size%2 != 0 {
			return charset{}, f.refuse("it is UTF-16 text that stops in the middle of a character", "download it again", nil)
		}
		taken = &census{line: 1}
		if _, err := io.Copy(taken, decided.reader(f.section())); err != nil {
			return charset{}, f.refuse("its UTF-16 text cannot be decoded", saveAsText, err)
		}
	}
	if taken.nul > 0 {
		return charset{}, f.refuse(fmt.Sprintf("it is binary, or text damaged by a zero byte on line %d", taken.nul), saveAsText, nil)
	}
	if taken.control*100 > f.Size {
		return charset{}, f.refuse("it is binary: too many of its bytes stand for no character", findTable, nil)
	}
	if decided.decoder != nil {
		return decided, nil
	}
	marked := 0
	if bytes.HasPrefix(head, []byte(utf8Mark)) {
		marked = len(utf8Mark)
	}
	if taken.invalid == 0 {
		return charset{mark: marked}, nil
	}
	if taken.multi >= taken.invalid || marked > 0 {
		return charset{}, f.refuse(fmt.Sprintf("it mixes two encodings: most of it is UTF-8, but byte 0x%02x on line %d is not",
			taken.badByte, taken.badLine), saveAsText, nil)
	}
	return charset{decoder: charmap.Windows1252}, nil
}
