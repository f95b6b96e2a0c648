package citation

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The marks of MARC 21 in its form for exchange, ISO 2709.
const (
	marcEndOfRecord = 0x1d
	marcEndOfField  = 0x1e
	marcSubfield    = 0x1f
)

func isMARC(head []byte) bool {
	head = bytes.TrimLeft(head, " \r\n")
	return len(head) > 24 && digits(string(head[:5])) && digits(string(head[12:17])) && head[20] == '4' && head[21] == '5'
}

func readMARC(r *reading) error {
	in := bufio.NewReaderSize(io.NewSectionReader(r.file.source, 0, r.file.Size), 64<<10)
	for {
		raw, large, err := marcNext(in)
		if err != nil && err != io.EOF {
			return err
		}
		trimmed := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \r\n\x1a\x00")
		ended := bytes.HasSuffix(trimmed, []byte{marcEndOfRecord})
		switch {
		case large:
			err2 := r.fail(place{}, tooLarge)
			if err2 != nil {
				return err2
			}
		case len(trimmed) > 0:
			if err := r.marcRecord(trimmed, ended); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return r.end()
		}
	}
}

// marcNext gives the bytes up to and with the next end of a record, none of them when they are too many.
func marcNext(in *bufio.Reader) (raw []byte, large bool, err error) {
	for {
		piece, err := in.ReadSlice(marcEndOfRecord)
		if len(raw)+len(piece) > maxRecord {
			large, raw = true, nil
		}
		if !large {
			raw = append(raw, piece...)
		}
		if err != bufio.ErrBufferFull {
			return raw, large, err
		}
	}
}

func (r *reading) marcRecord(raw []byte, ended bool) error {
	at := place{raw: marcPrinted(raw)}
	if !ended {
		return r.fail(at, "%s", cutShort)
	}
	record, err := parseMARC(raw)
	if err != nil {
		return r.fail(at, "%s", err.Error())
	}
	d := record.draft()
	return r.give(d, at)
}

// parseMARC reads a record by its directory.
func parseMARC(raw []byte) (*marcRecord, error) {
	const leader, entry = 24, 12
	if len(raw) < leader+2 {
		return nil, fmt.Errorf("it is shorter than the 24 characters of a leader")
	}
	base, err := strconv.Atoi(string(raw[12:17]))
	if err != nil || base < leader || base > len(raw) {
		return nil, fmt.Errorf("its leader gives %s as the place where its data begin", excerpt(string(raw[12:17])))
	}
	record := &marcRecord{leader: string(raw[:leader])}
	text := marcText(raw[9] == 'a')
	directory := bytes.TrimRight(raw[leader:base], "\x1e")
	if len(directory)%entry != 0 {
		record.doubts = append(record.doubts, "its directory does not come out even; the fields that it names are read")
	}
	for ; len(directory) >= entry; directory = directory[entry:] {
		length, err1 := strconv.Atoi(string(directory[3:7]))
		start, err2 := strconv.Atoi(string(directory[7:12]))
		tag := string(directory[:3])
		if err1 != nil || err2 != nil || length < 0 || start < 0 || base+start+length > len(raw) {
			return nil, fmt.Errorf("its directory places the field %s outside of the record", excerpt(tag))
		}
		record.add(tag, bytes.TrimRight(raw[base+start:base+start+length], "\x1e\x1d"), text)
	}
	record.doubts = append(record.doubts, text.doubts()...)
	return record, nil
}

func (m *marcRecord) add(tag string, data []byte, text *marcDecoder) {
	if strings.HasPrefix(tag, "00") {
		m.fields = append(m.fields, marcField{tag: tag, control: text.decode(data)})
		return
	}
	f := marcField{tag: tag}
	for i, piece := range bytes.Split(data, []byte{marcSubfield}) {
		if i == 0 || len(piece) == 0 {
			continue // before the first subfield stand the indicators
		}
		f.subs = append(f.subs, marcSub{code: string(piece[:1]), text: text.decode(piece[1:])})
	}
	m.fields = append(m.fields, f)
}

// marcPrinted shows a record's bytes as text: its marks as the signs that print for them.
func marcPrinted(raw []byte) string {
	text := make([]rune, 0, len(raw))
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			r = charmap.Windows1252.DecodeByte(raw[0])
		case r == marcSubfield:
			r = '␟'
		case r == marcEndOfField:
			r = '␞'
		case r == marcEndOfRecord:
			r = '␝'
		case r < ' ':
			r = ' '
		}
		text = append(text, r)
		raw = raw[size:]
	}
	return string(text)
}
