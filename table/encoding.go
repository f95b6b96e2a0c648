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

// UTF16 is the decoder of text that begins as UTF-16 does, and the length of its byte-order mark; nil for any other. A mark is
// believed, and text without one is known by its zero bytes.
func UTF16(head []byte) (decoder encoding.Encoding, mark int) {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return little, 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return big, 2
	case zeros(head, 1):
		return little, 0
	case zeros(head, 0):
		return big, 0
	}
	return nil, 0
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

// charset decides the encoding over the whole file: UTF-16 is told by its beginning; all other text is UTF-8 if
// every byte agrees, and otherwise Windows-1252, of which Latin-1 text is a part. A file that is mostly UTF-8 and partly
// not is refused, since either reading would spoil some of its names.
func (f *File) charset(head []byte, taken *census) (charset, error) {
	decided := charset{}
	decided.decoder, decided.mark = UTF16(head)
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
