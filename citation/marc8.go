package citation

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// marcDecoder turns a record's bytes into text: UTF-8 where the leader says so, otherwise MARC-8, whose signs for accents
// stand before their letter.
type marcDecoder struct {
	utf8   bool
	script bool // text in a script other than Latin was met, and left out
	broken bool // bytes were met that are not what the leader says
}

func marcText(isUTF8 bool) *marcDecoder { return &marcDecoder{utf8: isUTF8} }

func (m *marcDecoder) doubts() []string {
	var doubts []string
	if m.script {
		doubts = append(doubts, "it has text in a MARC-8 script other than Latin, which is not read; ask the catalogue for UTF-8")
	}
	if m.broken {
		doubts = append(doubts, "it has bytes that are not in the character set that its leader names")
	}
	return doubts
}

func (m *marcDecoder) decode(data []byte) string {
	ascii := true
	for _, b := range data {
		if b >= utf8.RuneSelf || b == 0x1b {
			ascii = false
			break
		}
	}
	switch {
	case ascii:
		return string(data)
	case m.utf8 && utf8.Valid(data):
		return string(data)
	case m.utf8:
		m.broken = true
		return charset1252(data)
	case utf8.Valid(data) && !strings.ContainsRune(string(data), 0x1b):
		return string(data) // said to be MARC-8 and is UTF-8, as often happens: MARC-8 is hardly ever valid UTF-8
	}
	return m.decode8(data)
}

func charset1252(data []byte) string {
	var out strings.Builder
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
		}
		out.WriteRune(r)
		data = data[size:]
	}
	return out.String()
}

func (m *marcDecoder) decode8(data []byte) string {
	var out, accents []rune
	foreign := false
	for i := 0; i < len(data); i++ {
		b := data[i]
		if b == 0x1b {
			var skip int
			foreign, skip = marcEscape(data[i+1:])
			i += skip
			m.script = m.script || foreign
			continue
		}
		if foreign {
			if len(out) == 0 || out[len(out)-1] != utf8.RuneError {
				out = append(out, utf8.RuneError)
			}
			continue
		}
		r := rune(b)
		if b >= 0x80 {
			if accent, ok := anselAccents[b]; ok {
				accents = append(accents, accent)
				continue
			}
			letter, ok := anselLetters[b]
			if !ok {
				m.broken = true
				letter = utf8.RuneError
			}
			r = letter
		}
		out = append(append(out, r), accents...)
		accents = accents[:0]
	}
	return norm.NFC.String(string(append(out, accents...)))
}

// marcEscape reads what follows an escape: whether the script that it turns to is other than Latin, and its length.
func marcEscape(rest []byte) (foreign bool, length int) {
	for length < len(rest) && strings.IndexByte("$(),-!", rest[length]) >= 0 {
		foreign = foreign || rest[length] == '$'
		length++
	}
	if length == len(rest) {
		return foreign, length
	}
	final := rest[length]
	return foreign || strings.IndexByte("BEsgbp", final) < 0, length + 1
}

// anselAccents are the combining signs of ANSEL, which MARC-8 uses for Latin.
var anselAccents = map[byte]rune{
	0xe0: 0x309, 0xe1: 0x300, 0xe2: 0x301, 0xe3: 0x302, 0xe4: 0x303, 0xe5: 0x304, 0xe6: 0x306, 0xe7: 0x307, 0xe8: 0x308, 0xe9: 0x30c, 0xea: 0x30a,
	0xeb: 0x361, 0xec: 0x20de, 0xed: 0x315, 0xee: 0x30b, 0xef: 0x310, 0xf0: 0x327, 0xf1: 0x328, 0xf2: 0x323, 0xf3: 0x324, 0xf4: 0x325, 0xf5: 0x333,
	0xf6: 0x332, 0xf7: 0x326, 0xf8: 0x31c, 0xf9: 0x32e, 0xfa: 0x360, 0xfe: 0x313,
}

// anselLetters are its letters and signs.
var anselLetters = map[byte]rune{
	0xa1: 'Ł', 0xa2: 'Ø', 0xa3: 'Đ', 0xa4: 'Þ', 0xa5: 'Æ', 0xa6: 'Œ', 0xa7: 'ʹ', 0xa8: '·', 0xa9: '♭', 0xaa: '®', 0xab: '±', 0xac: 'Ơ', 0xad: 'Ư',
	0xae: 'ʼ', 0xb0: 'ʻ', 0xb1: 'ł', 0xb2: 'ø', 0xb3: 'đ', 0xb4: 'þ', 0xb5: 'æ', 0xb6: 'œ', 0xb7: 'ʺ', 0xb8: 'ı', 0xb9: '£', 0xba: 'ð', 0xbc: 'ơ',
	0xbd: 'ư', 0xc0: '°', 0xc1: 'ℓ', 0xc2: '℗', 0xc3: '©', 0xc4: '♯', 0xc5: '¿', 0xc6: '¡', 0xc7: 'ß', 0xc8: '€', 0x88: 0x98, 0x89: 0x9c,
}
