package table

import (
	"archive/zip"
	"errors"
	"io"
	"sync/atomic"
)

// longestDirectory is how much of an archive is read to know its parts, in bytes. Those of 10,000 parts take a megabyte; the
// library keeps five times as much in memory of whatever there is.
const longestDirectory = 8 << 20

// ErrParts is that an archive says of itself that it has more parts than any of ours.
var ErrParts = errors.New("its list of parts is longer than any spreadsheet or backup has")

// OpenZip opens an archive whose list of parts is no longer than it has any reason to be. How many there are cannot be asked before:
// what an archive says of that need not be so.
func OpenZip(file io.ReaderAt, size int64) (*zip.Reader, error) {
	bounded := &directory{ReaderAt: file}
	bounded.left.Store(longestDirectory)
	opened, err := zip.NewReader(bounded, size)
	if bounded.left.Load() < 0 {
		return nil, ErrParts
	}
	bounded.known.Store(true)
	return opened, err
}

// directory reads a file, and no more than a list of parts until those are known.
type directory struct {
	io.ReaderAt
	left  atomic.Int64
	known atomic.Bool
}

func (d *directory) ReadAt(to []byte, at int64) (int, error) {
	if !d.known.Load() && d.left.Add(-int64(len(to))) < 0 {
		return 0, ErrParts
	}
	return d.ReaderAt.ReadAt(to, at)
}
