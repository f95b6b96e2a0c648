package table

import (
	"bytes"
	"io"
	"strings"
)

// headLength is how much of a file's start is looked at to recognise it and to find a CSV file's delimiter.
const headLength = 64 << 10

// kind is what a file's first bytes say it is: a format, a container to look into, or something that is not read, for
// which hint says what to do.
type kind struct {
	format   Format
	zip, ole bool
	what     string
	hint     string
	noTable  bool // nor could what it is hold a table that somebody packed or saved otherwise
}

const (
	saveAsText  = "open it in a spreadsheet program and save it as CSV UTF-8"
	saveAsSheet = "open it in a spreadsheet program and save it as .xlsx, .ods or CSV UTF-8"
	unpackFirst = "unpack it and name the file inside"
	findTable   = "look for the publication's CSV, .xlsx or .ods file"
)

// signatures are the first bytes of the formats that are recognised, most telling first.
var signatures = []struct {
	start string
	kind  kind
}{
	{"PK\x03\x04", kind{zip: true}},
	{"PK\x05\x06", kind{what: "a zip archive with nothing in it", hint: "download it again"}},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kind{ole: true}},
	{"PAR1", kind{format: Parquet}},
	{"PARE", kind{what: "an encrypted parquet file", hint: "write it again without encryption"}},
	{"%PDF", kind{what: "a PDF document", hint: findTable, noTable: true}},
	{"\x1f\x8b", kind{what: "a gzip archive", hint: unpackFirst}},
	{"BZh", kind{what: "a bzip2 archive", hint: unpackFirst}},
	{"7z\xbc\xaf\x27\x1c", kind{what: "a 7z archive", hint: unpackFirst}},
	{"Rar!", kind{what: "a RAR archive", hint: unpackFirst}},
	{"\xfd7zXZ\x00", kind{what: "an xz archive", hint: unpackFirst}},
	{"\x28\xb5\x2f\xfd", kind{what: "a zstd archive", hint: unpackFirst}},
	{"SQLite format 3\x00", kind{what: "an SQLite database", hint: "export the table as CSV"}},
	{"ARROW1", kind{what: "an Arrow file", hint: "write it as parquet or CSV"}},
	{"\x89PNG", kind{what: "a picture", hint: findTable, noTable: true}},
	{"\xff\xd8\xff", kind{what: "a picture", hint: findTable, noTable: true}},
	{"GIF8", kind{what: "a picture", hint: findTable, noTable: true}},
	{"{\\rtf", kind{what: "an RTF document", hint: findTable, noTable: true}},
	{"\x09\x08\x10\x00", kind{what: "an old Excel workbook (.xls)", hint: saveAsSheet}},
	{"MIME-Version:", kind{what: "a web archive", hint: saveAsSheet}},
}

func sniff(head []byte) kind {
	for _, signature := range signatures {
		if bytes.HasPrefix(head, []byte(signature.start)) {
			return signature.kind
		}
	}
	if markup := sniffMarkup(head); markup.hint != "" {
		return markup
	}
	return kind{format: CSV}
}

// sniffMarkup recognises web pages, XML and JSON, which servers send under the name of the file that was asked for.
func sniffMarkup(head []byte) kind {
	text := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 1024)], []byte(utf8Mark)))))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<script", "<!--"} {
		if strings.HasPrefix(text, start) {
			return kind{what: "a web page, not data", hint: "download the file again: the server may have sent an error or sign-in page; " +
				"if it is a table saved as a web page, " + saveAsSheet, noTable: true}
		}
	}
	if strings.HasPrefix(text, "<?xml") {
		return kind{what: "an XML document", hint: saveAsSheet, noTable: true}
	}
	if strings.HasPrefix(text, `{"`) || strings.HasPrefix(text, `[{`) || strings.HasPrefix(text, "{\n") || strings.HasPrefix(text, "{\r\n") {
		return kind{what: "JSON", hint: "download the publication's CSV instead", noTable: true}
	}
	return kind{}
}

// refuseCompound says which of the files that share the OLE compound container this is.
func (f *File) refuseCompound() error {
	streams := []struct{ name, what, hint string }{
		{"EncryptedPackage", "a workbook or document protected by a password", "open it with its password and save it without one"},
		{"WordDocument", "an old Word document (.doc)", findTable},
		{"Workbook", "an old Excel workbook (.xls)", saveAsSheet},
		{"Book", "an old Excel workbook (.xls)", saveAsSheet},
	}
	content := f.section()
	for _, stream := range streams {
		if _, err := content.Seek(0, io.SeekStart); err != nil {
			return f.refuse("it cannot be read", "check that the disk is sound", err)
		}
		if holds(content, wide(stream.name)) {
			return f.refuse("it is "+stream.what, stream.hint, nil)
		}
	}
	return f.refuse("it is an old Microsoft Office file", saveAsSheet, nil)
}

// wide is ASCII text in UTF-16, as stream names in a compound file are.
func wide(name string) []byte {
	encoded := make([]byte, 0, 2*len(name))
	for i := range len(name) {
		encoded = append(encoded, name[i], 0)
	}
	return encoded
}

// holds says whether the reader's content has the pattern in it, without holding more than a piece of it.
func holds(r io.Reader, pattern []byte) bool {
	buffer := make([]byte, 256<<10)
	kept := 0
	for {
		n, err := r.Read(buffer[kept:])
		window := buffer[:kept+n]
		if bytes.Contains(window, pattern) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(buffer, window[max(0, len(window)-len(pattern)+1):])
	}
}
