package citation_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"goodmeasure/citation"
)

// endless is a file that exists only as it is read: a start, a piece many times over, and an end.
type endless struct {
	start, piece, end string
	times             int64
}

func (e endless) size() int64 {
	return int64(len(e.start)) + e.times*int64(len(e.piece)) + int64(len(e.end))
}

func (e endless) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) {
		rest := ""
		switch middle := at - int64(len(e.start)); {
		case middle < 0:
			rest = e.start[at:]
		case middle < e.times*int64(len(e.piece)):
			rest = e.piece[middle%int64(len(e.piece)):]
		case middle-e.times*int64(len(e.piece)) < int64(len(e.end)):
			rest = e.end[middle-e.times*int64(len(e.piece)):]
		default:
			return n, io.EOF
		}
		copied := copy(p[n:], rest)
		n += copied
		at += int64(copied)
	}
	return n, nil
}

const abstract = "A sentence of an abstract that goes on for as long as abstracts do. "

// hostile are files that are made to cost much. Each must be read or refused in little memory, and say what was wrong.
var hostile = []struct {
	name    string
	file    endless
	records int
	says    string // in a failure, a note or the error
}{
	{"RIS of many records", endless{piece: "TY  - JOUR\nTI  - T\nAB  - " + strings.Repeat(abstract, 15) + "\nER  - \n", times: 20_000}, 20_000, ""},
	{"RIS of one record without end", endless{start: "TY  - JOUR\nTI  - T\n", piece: "KW  - word\n", times: 800_000, end: "ER  - \nTY  - JOUR\nTI  - Next\nER  - \n"}, 1, "larger than the limit"},
	{"RIS of one line without end", endless{start: "TY  - JOUR\nTI  - ", piece: "x", times: 12_000_000, end: "\nER  - \nTY  - JOUR\nTI  - Next\nER  - \n"}, 1, "larger than the limit"},
	{"RIS of wrapped lines within the limit", endless{start: "TY  - JOUR\nTI  - T\nAB  - a\n", piece: "x\n", times: 400_000, end: "ER  - \n"}, 1, ""},
	{"RIS of as many keywords as fit", endless{start: "TY  - JOUR\nTI  - T\nKW  - 0\n", piece: "KW  - a\nKW  - b\n", times: 200_000, end: "ER  - \n"}, 1, ""},
	{"BibTeX of an entry without end", endless{start: "@article{a, title = {T}, abstract = {", piece: abstract, times: 150_000}, 0, "limit"},
	{"BibTeX bomb", endless{start: "@string{a0 = \"" + strings.Repeat("x", 1000) + "\"}\n" + bibBomb(12) + "@article{a, title = {T}, note = a12}\n@article{b, title = {Next}}\n"}, 2, "once its abbreviations are written out"},
	{"JSON of one object without end", endless{start: `[{"title":"`, piece: abstract, times: 150_000}, 0, "cut short"},
	{"JSON of lists in lists", endless{start: `[{"title":"T","author":`, piece: "[", times: 1_000_000, end: "}]"}, 0, "JSON cannot be read"},
	{"JSON of a service's answer", endless{start: `{"status":"ok","message":{"facets":{},"items":[{"title":["T"],"author":[{"family":"{["}]}`, piece: `,{"title":["T"],"abstract":"` + strings.Repeat(abstract, 15) + `"}`, times: 20_000, end: `],"total-results":3}}`}, 20_001, ""},
	{"JSON of an answer with one item without end", endless{start: `{"items" : [{"title":"T","abstract":"`, piece: abstract, times: 150_000, end: `"},{"title":"Next"}]}`}, 1, "larger than the limit"},
	{"XML of elements in elements", endless{start: `<xml><records><record><titles>`, piece: "<title>", times: 1_000_000}, 0, "deep in one another"},
	{"XML of a text without end", endless{start: `<xml><records><record><titles><title>`, piece: abstract, times: 150_000}, 0, "larger than the limit"},
	{"XML of a record without end", endless{start: `<xml><records><record><titles/>`, piece: "<note>x</note>", times: 330_000, end: "</record><record><titles><title>Next</title></titles></record></records></xml>"}, 1, "larger than the limit"},
	{"XML of comments in a text", endless{start: `<xml><records><record><titles><title>`, piece: "a<!---->", times: 400_000, end: "</title></titles></record></records></xml>"}, 1, ""},
	{"XML with entities", endless{start: `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><records><record><titles><title>&b;</title></titles></record></records></xml>`}, 0, "entities of its own"},
	{"XML with an entity from outside", endless{start: `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><records><record><titles><title>&a;</title></titles></record></records></xml>`}, 0, "entities of its own"},
	{"MARC without end", endless{start: marc("245", "10\x1faT"), piece: "0123456789", times: 1_000_000, end: "\x1d" + marc("245", "10\x1faNext")}, 2, "larger than the limit"},
	{"CSV of a cell that is never closed", endless{start: "Title,Year\n\"", piece: abstract, times: 150_000}, 0, "longer than"},
}

func bibBomb(levels int) string {
	var out strings.Builder
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&out, "@string{a%d = a%d # a%d # a%d # a%d}\n", i, i-1, i-1, i-1, i-1)
	}
	return out.String()
}

func TestHostileFilesAreBounded(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var said []string
			records := 0
			var most uint64
			file, err := citation.Read(c.file, c.file.size(), "hostile", citation.Options{})
			if err != nil {
				said = append(said, err.Error())
			} else {
				for entry, err := range file.Entries() {
					if err != nil {
						said = append(said, err.Error())
						break
					}
					for _, note := range entry.Notes {
						said = append(said, note.Reason)
					}
					if entry.Failed != nil {
						said = append(said, entry.Failed.Reason)
					} else if entry.Record.Origin.Number > 0 {
						records++
					}
					if records%1000 < 2 {
						runtime.ReadMemStats(&after)
						most = max(most, after.HeapInuse)
					}
				}
			}
			if all := strings.Join(said, "\n"); records != c.records || !strings.Contains(all, c.says) || c.says == "" && all != "" {
				t.Errorf("%d records instead of %d; said %.300q", records, c.records, all)
			}
			if grown := int64(most) - int64(before.HeapInuse); grown > 150<<20 {
				t.Errorf("%d MB are in use for a file of %d MB", grown>>20, c.file.size()>>20)
			}
		})
	}
}

// Exports reach us damaged in ways that have nothing to do with malice. Nothing of them is lost in silence.
func TestDamageIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, text string
		titles     string
		failed     string // record:line of each
		says       string
	}{
		{"no end", "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n", "One|Two", "", "does not end with ER: line 3 begins the next record"},
		{"two beginnings", "TY  - JOUR\nTY  - JOUR\nTI  - Two\nER  - \n", "Two", "1:1", "no title"},
		{"cut short", "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nAU  - Sm", "One|Two", "", "may have been cut short"},
		{"no beginning", "TY  - JOUR\nTI  - One\nER  - \nTI  - Two\nER  - \n", "One|Two", "", "does not begin with TY"},
		{"text before", "Provider: X\nDatabase: Y\n\nTY  - JOUR\nTI  - One\nER  - \n", "One", "", `2 lines outside of any record were left out, from "Provider: X" on`},
		{"many lines between", "TY  - JOUR\nTI  - One\nER  - \n" + strings.Repeat("Provider: X\n", 12345) + "TY  - JOUR\nTI  - Two\nER  - \n", "One|Two", "", `12,345 lines outside of any record were left out, from "Provider: X" on`},
		{"wrapped and untagged", "TY  - JOUR\nTI  - One\n      goes on\nand on\nER  - \n", "One goes on and on", "", ""},
		{"carriage returns alone", "TY  - JOUR\rTI  - One\rER  - \r\rTY  - JOUR\rTI  - Two\rER  - \r", "One|Two", "", ""},
		{"one space", "TY - JOUR\nTI  - One\nER -\n", "One", "", ""},
		{"one space throughout", "TY - JOUR\nTI - One\nAU - Klein A A\nER - \nTY - JOUR\nTI - Two\nER -\n", "One|Two", "", ""},
		{"no space after the hyphen", "TY  -JOUR\nTI  -One\nER  -\n", "One", "", ""},
		{"text that looks like a tag of one space", "TY  - JOUR\nTI  - One\nT2 - weighted\nER  - \n", "One T2 - weighted", "", ""},
		{"no sort of work", "TY  -\nTI  - One\nT2 - weighted\nER  - \n", "One T2 - weighted", "", ""},
		{"spacing mended from record to record", "TY - JOUR\nTI - One\nER - \nTY  - JOUR\nTI  - Two\nT2 - weighted\nER  - \n", "One|Two T2 - weighted", "", ""},
		{"small letters", "ty  - JOUR\nti  - One\nau  - Klein, A\ner  - \n\nty  - Jour\nTi  - Two\n", "One|Two", "", "without the ER"},
		{"small letters with one space", "ty - jour\nti - One\npy - 2016\ner -\n", "One", "", ""},
		{"text that looks like a tag in small letters", "TY  - JOUR\nTI  - One\nis  - weighted\nER  - \n", "One is - weighted", "", ""},
		{"letters mended from record to record", "ty  - JOUR\nti  - One\ner  - \nTY  - JOUR\nTI  - Two\nis  - weighted\nER  - \n", "One|Two is - weighted", "", ""},
		{"text that looks like the first tag in small letters", "TY  - JOUR\nTI  - One\nAB  - Of some\nty  - thing\nAU  - Klein, A\nER  - \n", "One", "", ""},
		{"a record in small letters among others", "TY  - JOUR\nTI  - One\nER  - \nty  - RPRT\nti  - Two\ner  - \nTY  - JOUR\nTI  - Three\nER  - \n", "One|Two|Three", "", ""},
		{"text with a hyphen in small letters", "ty  - JOUR\nti  - One\nto - be\nof\ner  - \n", "One to - be of", "", ""},
		{"small letters below a first line in capitals", "TY  - JOUR\nti  - One\nis  - 3\nau  - Klein, A\ner  - \nTY  - JOUR\nis  - 4\nti  - Two\nER  - \n", "One|Two", "", ""},
		{"small letters below the title", "TY  - JOUR\nTI  - One\nau  - Klein, A\nIs  - 3\nEr  - \n\nTY  - JOUR\nTI  - Two\nis  - weighted\nER  - \n", "One|Two is - weighted", "", ""},
		{"small letters below, with one space", "TY - JOUR\nti - One\nau - Klein, A\ner -\nTY - JOUR\nTI - Two\nto - be\nER -\n", "One|Two to - be", "", ""},
		{"an end in small letters", "TY  - JOUR\nTI  - One\ner  - \nTY  - JOUR\nTI  - Two\ner  - \n", "One|Two", "", ""},
		{"no end before a beginning in small letters", "TY  - JOUR\nTI  - One\nty  - JOUR\nti  - Two\ner  - \n", "One|Two", "", "does not end with ER: line 3 begins the next record"},
		{"marks of byte order within", "\ufeffTY  - JOUR\nTI  - One\nER  - \n\ufeffTY  - JOUR\nTI  - Two\nER  - \n", "One|Two", "", ""},
		{"Windows-1252 beside UTF-8", "TY  - JOUR\nTI  - Caf\xe9 \x93x\x94\nER  - \nTY  - JOUR\nTI  - Café\nER  - \n", "Café “x”|Café", "", ""},
		{"entry not closed", "@article{a, title = {One}\n@article{b, title = {Two}}\n", "Two", "1:1", "not closed before line 2"},
		{"entry cut short", "@article{b, title = {Two}}\n@article{a, title = {One", "Two", "2:2", "cut short"},
		{"object broken further down", "[{\"title\":\"One\"},\n{\"title\":\n\"Two\"\n\"year\"}]", "One", "2:2", "its JSON cannot be read, in line 4: "},
		{"an item of an answer broken", "{\"message\":{\"items\":[{\"title\":\"One\"},\n{\"title\":Two},\n{\"title\":\"Three\",\"items\":\"some\"}]},\"status\":\"ok\"}{\"title\":\"Four\"}", "One|Three|Four", "2:2", "JSON cannot be read"},
		{"an answer about one work", "{\"status\":\"ok\",\"message\":{\"title\":[\"One\"]}}", "One", "", ""},
		{"an answer without items", "[{\"message\":{\"items\":[ ]}},{\"title\":\"One\",\"author\":[{\"family\":\"A\",\"items\":[{\"title\":\"Two\"}]}]}]", "One", "", ""},
		{"an answer cut short between items", "{\"message\":{\"items\":[{\"title\":\"One\"},\n", "One", "", "may have been cut short"},
		{"an answer cut short in an item", "{\"message\":{\"items\":[{\"title\":\"One\"},\n{\"title\":", "One", "2:2", "may have been cut short"},
		{"object broken", "[{\"title\":\"One\"},\n{\"title\":Two},\n{\"title\":\"Three\"}]", "One|Three", "2:2", "JSON cannot be read"},
		{"XML cut short", "<xml><records>\n<record><titles><title>One</title></titles></record>\n<record><titles><tit", "One", "2:3", "cut short"},
		{"row too short", "Title,Year,DOI\nOne,2001,10.1234/x\nTwo\n", "One|Two", "", "1 cell; expected 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, err := citation.Read(strings.NewReader(c.text), int64(len(c.text)), "damaged", citation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			records, failed, notes := readAll(t, file)
			var titles, places, said []string
			for _, r := range records {
				titles = append(titles, r.Title)
			}
			for _, f := range failed {
				places = append(places, fmt.Sprintf("%d:%d", f.Record, f.Line))
				said = append(said, f.Reason)
			}
			for _, n := range notes {
				said = append(said, n.Reason)
			}
			all := strings.Join(said, "\n")
			if strings.Join(titles, "|") != c.titles || strings.Join(places, " ") != c.failed || !strings.Contains(all, c.says) || c.says == "" && all != "" {
				t.Errorf("titles %q, failed %q, said %q", titles, places, all)
			}
		})
	}
}

// A file whose name says what it is, and which is nothing of the kind, is not taken for a table.
func TestNameSaysOtherwise(t *testing.T) {
	for name, expected := range map[string]string{"a.ris": "TY  - JOUR", "a.RIS": "TY  - JOUR", "a.nbib": "PMID- 12345678", "a.bib": "@article{key,", "a.enw": "%0 Journal Article", "a.ciw": "PT J"} {
		text := "ty: JOUR\nti: One, two\n"
		_, err := citation.Read(strings.NewReader(text), int64(len(text)), name, citation.Options{})
		if err == nil || errors.Is(err, citation.ErrColumns) || !strings.Contains(err.Error(), expected) || !strings.Contains(err.Error(), "export it again") {
			t.Errorf("%s: %v", name, err)
		}
	}
	table := "Title,Year\nOne,2001\n"
	if file, err := citation.Read(strings.NewReader(table), int64(len(table)), "a.ris", citation.Options{}); err != nil || file.Format != citation.CSV {
		t.Errorf("a table by another name: %v", err)
	}
	if _, err := citation.Read(strings.NewReader("One,Two\n"), 8, "a.csv", citation.Options{}); !errors.Is(err, citation.ErrColumns) {
		t.Errorf("a table: %v", err)
	}
}

// UTF-16 is known with and without its mark.
func TestUTF16(t *testing.T) {
	text := "TY  - JOUR\nTI  - Café\nER  - \n"
	for _, marked := range []bool{true, false} {
		for _, big := range []bool{true, false} {
			var content bytes.Buffer
			put := func(r rune) {
				if big {
					content.Write([]byte{byte(r >> 8), byte(r)})
				} else {
					content.Write([]byte{byte(r), byte(r >> 8)})
				}
			}
			if marked {
				put(0xfeff)
			}
			for _, r := range text {
				put(r)
			}
			file, err := citation.Read(bytes.NewReader(content.Bytes()), int64(content.Len()), "wide", citation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if records, _, _ := readAll(t, file); len(records) != 1 || records[0].Title != "Café" {
				t.Errorf("marked %v, big end first %v: %+v", marked, big, records)
			}
		}
	}
}
