// Package table reads the file formats in which statistics are published: CSV and its relations, XLSX, ODS and parquet.
//
// Open recognises the format by content, never by name, and refuses by name what it does not read. A File gives the rows
// of each sheet with the numbers by which a person can find them again. Every cell is text: a number is the stored value
// in its shortest exact form, never as rounded for display, and a date is yyyy-mm-dd. Header finds the row that names the
// columns, Number reads figures.
//
// Files come from anywhere, so nothing in one is trusted: sizes, ratios and repeats are capped by Limits, and whatever is
// wrong comes back as an *Error that says where.
package table

import (
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
)

// Format is a file format that Open reads.
type Format string

const (
	CSV     Format = "CSV" // delimited text, whatever the delimiter
	XLSX    Format = "XLSX"
	ODS     Format = "ODS"
	Parquet Format = "parquet"
)

// Limits bounds what one file may cost. A zero field means its default.
type Limits struct {
	Bytes        int64 // size of the file; 1 GiB
	Uncompressed int64 // what a spreadsheet's parts may come to once unpacked; 200 MB
	Entries      int   // parts in a spreadsheet's archive; 10,000
	Ratio        int64 // how many times larger a part may be unpacked, where it is large; 500
}

func (l Limits) orDefault() Limits {
	if l.Bytes == 0 {
		l.Bytes = 1 << 30
	}
	if l.Uncompressed == 0 {
		l.Uncompressed = 200_000_000
	}
	if l.Entries == 0 {
		l.Entries = 10_000
	}
	if l.Ratio == 0 {
		l.Ratio = 500
	}
	return l
}

// The largest sheet that the spreadsheet programs hold.
const (
	maxColumns = 16_384
	maxRows    = 1_048_576
)

// File is an open file. Several readings of it may go on at once.
type File struct {
	Path   string
	Name   string // the path's last part, as in positions
	Format Format
	SHA256 string // in lower-case hexadecimal
	Size   int64  // in bytes

	content content
	file    io.ReaderAt
	opened  io.Closer // nil when somebody else closes what is read
}

// content is what each format provides.
type content interface {
	sheets() []string
	rows(sheet string) iter.Seq2[Row, error]
}

// Open recognises the file's format by its content and makes it ready to read. The error says what the file is when it
// is none of the formats, and how to make one of them from it.
func Open(path string, limits Limits) (*File, error) {
	if err := Regular(path); err != nil {
		return nil, (&File{Name: filepath.Base(path)}).refuse("it is not a file", "name one file to read", nil)
	}
	opened, err := os.Open(path)
	if err != nil {
		return nil, &Error{Position: Position{File: filepath.Base(path)}, Doing: "opening", Found: "it cannot be opened", Err: err,
			Hint: "check the path, and that you may read the file"}
	}
	file := &File{Path: path, Name: filepath.Base(path), file: opened, opened: opened}
	if err := file.weigh(opened); err != nil {
		opened.Close()
		return nil, err
	}
	if err := file.recognise(limits.orDefault()); err != nil {
		opened.Close()
		return nil, err
	}
	return file, nil
}

// Read is Open for content that is held already, such as what was sent to a server; name is for errors to say.
func Read(content io.ReaderAt, size int64, name string, limits Limits) (*File, error) {
	file := &File{Name: filepath.Base(name), Size: size, file: content}
	if err := file.recognise(limits.orDefault()); err != nil {
		return nil, err
	}
	return file, nil
}

// Regular refuses a path that leads to a pipe, a device or a directory: opening a pipe waits for a writer, and cannot be broken
// off. It has nothing against a path that leads nowhere, of which opening it says more.
func Regular(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file; name one file to read", filepath.Base(path))
	}
	return nil
}

func (f *File) weigh(opened *os.File) error {
	info, err := opened.Stat()
	if err != nil {
		return f.refuse("it cannot be read", "check that the disk is sound", err)
	}
	if !info.Mode().IsRegular() {
		return f.refuse("it is not a file", "name one file to read", nil)
	}
	f.Size = info.Size()
	return nil
}

func (f *File) recognise(limits Limits) error {
	if f.Size == 0 {
		return f.refuse("it is empty", "download it again", nil)
	}
	if f.Size > limits.Bytes {
		return f.refuse(fmt.Sprintf("it holds %d bytes, more than the limit of %d", f.Size, limits.Bytes),
			"cut it into smaller files or raise the limit", nil)
	}
	head := make([]byte, min(f.Size, headLength))
	if _, err := io.ReadFull(f.section(), head); err != nil {
		return f.refuse("it cannot be read", "check that the disk is sound", err)
	}
	kind := sniff(head)
	if kind.hint != "" {
		refusal := f.refuse("it is "+kind.what, kind.hint, nil)
		refusal.NotTable = kind.noTable
		return refusal
	}
	census, err := f.digest(kind.format == CSV)
	if err != nil {
		return f.refuse("it cannot be read", "check that the disk is sound", err)
	}
	switch {
	case kind.ole:
		return f.refuseCompound()
	case kind.zip:
		f.Format, f.content, err = f.openArchive(limits)
	case kind.format == Parquet:
		f.Format = Parquet
		f.content, err = f.openParquet()
	default:
		f.Format = CSV
		f.content, err = f.openCSV(head, census)
	}
	return err
}

// section reads the file from its start.
func (f *File) section() *io.SectionReader { return io.NewSectionReader(f.file, 0, f.Size) }

func (f *File) refuse(found, hint string, cause error) *Error {
	return &Error{Position: Position{File: f.Name}, Doing: "opening", Found: found, Hint: hint, Err: cause}
}

// Sheets names the sheets in order. CSV and parquet have one, named "".
func (f *File) Sheets() []string { return f.content.sheets() }

// Rows streams the sheet's rows from the first, each time it is ranged over. Lines and sheet rows without any cell are
// left out; their numbers are not given to others. A row with an error and cells can be read past; an error without
// cells is the last thing given.
func (f *File) Rows(sheet string) iter.Seq2[Row, error] {
	for _, name := range f.Sheets() {
		if name == sheet {
			return f.content.rows(sheet)
		}
	}
	return func(yield func(Row, error) bool) {
		yield(Row{}, &Error{
			Position: Position{File: f.Name}, Doing: "reading", Found: "no sheet named " + quote(sheet),
			Expected: "one of " + quoteAll(f.Sheets()), Hint: "choose one of these",
		})
	}
}

// Close ends all reading of the file.
func (f *File) Close() error {
	if f.opened == nil {
		return nil
	}
	return f.opened.Close()
}
