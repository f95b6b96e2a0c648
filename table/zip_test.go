package table_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"testing"

	"goodmeasure/table"
)

// crowded is an archive whose list has so many parts, and says that it has none.
func crowded(parts int) []byte {
	var out bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			_ = binary.Write(&out, binary.LittleEndian, v)
		}
	}
	for range parts { // of each: signature, 12 bytes, 12 of sizes, a name of one byte, 16 of the rest
		put(uint32(0x02014b50), [24]byte{}, uint16(1), [16]byte{})
		out.WriteByte('a')
	}
	put(uint32(0x06054b50), [4]byte{}, uint16(parts), uint16(parts), uint32(out.Len()-8), uint32(0), uint16(0))
	return out.Bytes()
}

func TestZipWithTooLongAListOfParts(t *testing.T) {
	few, many := crowded(1000), crowded(1000+65536*4) // the number that an archive says is compared by its last 16 bits
	if opened, err := table.OpenZip(bytes.NewReader(few), int64(len(few))); err != nil || len(opened.File) != 1000 {
		t.Errorf("a list of 1,000: %v", err)
	}
	if _, err := zip.NewReader(bytes.NewReader(many), int64(len(many))); err != nil {
		t.Fatalf("the test's archive is none: %v", err)
	}
	if _, err := table.OpenZip(bytes.NewReader(many), int64(len(many))); !errors.Is(err, table.ErrParts) {
		t.Errorf("a list of 263,144: %v", err)
	}
}

// However large its parts are, they are read.
func TestZipWithLargeParts(t *testing.T) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for n := range 3 {
		part, err := archive.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(n), Method: zip.Store})
		if err == nil {
			_, err = part.Write(make([]byte, 5<<20))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	opened, err := table.OpenZip(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range opened.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, in); err != nil || n != 5<<20 {
			t.Errorf("%s: %d bytes, %v", part.Name, n, err)
		}
	}
}
