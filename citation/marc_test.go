package citation_test

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/citation"
)

// marc is a record of MARC 21 with one field, in MARC-8.
func marc(tag, field string) string { return marcAs(' ', tag, field) }

func marcAs(charset byte, tag, field string) string {
	field += "\x1e"
	directory := fmt.Sprintf("%s%04d%05d\x1e", tag, len(field), 0)
	base := 24 + len(directory)
	length := base + len(field) + 1
	return fmt.Sprintf("%05dcam %c22%05d a 4500", length, charset, base) + directory + field + "\x1d"
}

// In MARC-8 a sign for an accent stands before its letter, and letters have numbers of their own.
func TestMARC8(t *testing.T) {
	for _, c := range []struct{ charset, data, want string }{
		{" ", "10\x1faCaf\xe2e no\xe8el", "Café noël"},
		{" ", "10\x1fa\xa1\xe2od\xe2z", "Łódź"},
		{" ", "10\x1faStra\xc7e \xb9 5", "Straße £ 5"},
		{" ", "10\x1faFa\xf0cade /\x1fcsomeone", "Façade"},
		{" ", "10\x1faH\x1bb2\x1bsO", "H2O"},
		{" ", "10\x1faCafé in UTF-8 after all", "Café in UTF-8 after all"},
		{"a", "10\x1faCafé", "Café"},
		{"a", "10\x1faCaf\xe9", "Café"},
	} {
		content := marcAs(c.charset[0], "245", c.data)
		file, err := citation.Read(strings.NewReader(content), int64(len(content)), "catalogue", citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		records, _, _ := readAll(t, file)
		if len(records) != 1 || records[0].Title != c.want {
			t.Errorf("%q is read as %+v, not %q", c.data, records, c.want)
		}
	}
}

// One broken record costs itself, and text in a script that is not read is said to be missing.
func TestMARCNamesWhatItCannotRead(t *testing.T) {
	good := marc("245", "10\x1faGood")
	broken := strings.Replace(marc("245", "10\x1faBroken"), "245", "2459999", 1)
	foreign := marc("245", "10\x1faTitle \x1b$1!0!!0\x1b(B end")
	content := good + broken + good + "\n" + foreign + good[:len(good)-4]
	file, err := citation.Read(strings.NewReader(content), int64(len(content)), "catalogue", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, failed, notes := readAll(t, file)
	if len(records) != 3 || len(failed) != 2 || failed[0].Record != 2 || failed[1].Record != 5 || !strings.Contains(failed[1].Reason, "cut short") {
		t.Errorf("%d records, failed %v", len(records), failed)
	}
	if len(notes) != 1 || !strings.Contains(notes[0].Reason, "script other than Latin") {
		t.Errorf("notes %v", notes)
	}
}
