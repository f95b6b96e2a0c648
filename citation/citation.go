// Package citation reads and writes the files in which databases, reference managers and library catalogues hand over
// what they know of works, and sets lists of references.
//
// Open and Read recognise a file by its content, never by its name, and stream its records: memory depends on the largest
// record and not on the file. What cannot be read is said, record by record, with its line and the reason; what was
// read keeps the text that it was read from. Files come from anywhere, so sizes, depths and repeats are bounded.
package citation

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/dustin/go-humanize"

	"goodmeasure/evidence"
	"goodmeasure/table"
)

// maxRecord bounds one record, in bytes. The longest abstracts come to a hundredth of it.
const maxRecord = 4 << 20

// Options say how a file is to be read. The zero value is right for most.
type Options struct {
	// Format is taken as given instead of recognised.
	Format Format
	// Map names the columns of a table: a field's name (see Fields) and the heading that it stands under. Columns that
	// it does not name are recognised.
	Map map[string]string
	// Bytes is the largest file that is read; 4 GiB when 0.
	Bytes int64
}

// Fault is something wrong with a record or between records.
type Fault struct {
	Record int    `json:"record"` // counted from 1; of the record before, when it stands between records
	Line   int    `json:"line"`   // in the file, from 1; of a table its row; 0 in formats without lines
	Reason string `json:"reason"`
}

// String is the fault with the place where it was found.
func (f Fault) String() string {
	at := fmt.Sprintf("record %d", f.Record)
	if f.Record == 0 {
		at = "before the first record"
	}
	if f.Line > 0 {
		at += fmt.Sprintf(", line %d", f.Line)
	}
	return at + ": " + f.Reason
}

// Entry is one record of a file: what was read, or why it could not be.
type Entry struct {
	Record evidence.Record // Origin.Raw and the place are there even when the record could not be read
	Failed *Fault          // nil when it was read
	Notes  []Fault         // what was read with a doubt
}

// File is an open file of records. Several readings of it may go on at once.
type File struct {
	Name   string
	Format Format
	Size   int64

	source  io.ReaderAt
	head    []byte
	options Options
	sheets  *table.File // of a table
	opened  io.Closer
}

// Open makes a file ready to read. The error says what the file is when it is of no format that is read.
func Open(path string, options Options) (*File, error) {
	name := filepath.Base(path)
	if table.Regular(path) != nil {
		return nil, fmt.Errorf("opening %s: it is not a file; name one file to read", name)
	}
	opened, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening %s: it cannot be opened: %w; check the path, and that you may read the file", name, errors.Unwrap(err))
	}
	info, err := opened.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("opening %s: it is not a file; name one file to read", name)
	}
	if err != nil {
		opened.Close()
		return nil, err
	}
	file, err := Read(opened, info.Size(), name, options)
	if err != nil {
		opened.Close()
		return nil, err
	}
	file.opened = opened
	return file, nil
}

// Read is Open for content that is held already, such as what was pasted into a page; name is for messages to say.
func Read(content io.ReaderAt, size int64, name string, options Options) (*File, error) {
	if options.Bytes == 0 {
		options.Bytes = 4 << 30
	}
	file := &File{Name: filepath.Base(name), Size: size, source: content, options: options}
	switch {
	case size == 0:
		return nil, fmt.Errorf("opening %s: it is empty; export or download it again", file.Name)
	case size > options.Bytes:
		return nil, fmt.Errorf("opening %s: it holds %s bytes, more than the limit of %s; cut it into smaller files", file.Name, humanize.Comma(size), humanize.Comma(options.Bytes))
	}
	if err := file.recognise(); err != nil {
		return nil, err
	}
	return file, nil
}

// Entries streams the file's records in order, each time it is ranged over. An error is the last thing given: the file
// cannot be read further.
func (f *File) Entries() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		r := &reading{file: f, yield: yield}
		if err := formats[f.Format].read(r); err != nil && !errors.Is(err, errEnough) {
			yield(Entry{}, fmt.Errorf("reading %s: %w", f.Name, err))
		}
	}
}

// Close ends all reading of the file.
func (f *File) Close() error {
	if f.opened == nil {
		return nil
	}
	return f.opened.Close()
}

// content is the file's text from its start, as UTF-8.
func (f *File) content() io.Reader {
	return decoded(io.NewSectionReader(f.source, 0, f.Size), f.head)
}
