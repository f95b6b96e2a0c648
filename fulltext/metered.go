package fulltext

import (
	"errors"
	"io"
)

// What opening a file, or one page of it, may read: the file many times over, as each object in a packed stream is
// unpacked from the stream's beginning.
const (
	readAtLeast = 256 << 20
	readTimes   = 100
	readPiece   = 4096 // what a short piece counts for
)

var errCircle = errors.New("it leads in a circle, so that reading it never ends")

// metered gives up a file that is read over and over: its tables or its packed objects refer to one another in a circle.
type metered struct {
	io.ReaderAt
	allowance, left int64
}

func meter(file io.ReaderAt, size int64) *metered {
	m := &metered{ReaderAt: file, allowance: readAtLeast + readTimes*size}
	m.again()
	return m
}

// again begins another part of the file.
func (m *metered) again() { m.left = m.allowance }

func (m *metered) ReadAt(p []byte, at int64) (int, error) {
	if m.left -= int64(max(len(p), readPiece)); m.left < 0 {
		return 0, errCircle
	}
	return m.ReaderAt.ReadAt(p, at)
}
