package site

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strconv"
)

// spool is a large file on its way to a client: whole on the disk before any of it is sent, so that what goes wrong while it is
// made can be told, and never in memory.
type spool struct{ file *os.File }

// spooled makes a large file.
func spooled(f File) (*reply, error) {
	file, err := os.CreateTemp("", "goodmeasure-")
	if err != nil {
		return nil, err
	}
	on := &spool{file}
	_ = os.Remove(file.Name()) // where the system lets an open file go, nothing stays even if the program is killed; elsewhere end takes it off
	out := bufio.NewWriterSize(file, 1<<16)
	if err := errors.Join(f.Write(out), out.Flush()); err != nil {
		return nil, errors.Join(err, on.end())
	}
	return &reply{status: http.StatusOK, header: map[string]string{"Content-Type": f.Type, "Content-Disposition": disposition(f.Name)}, spool: on}, nil
}

// send writes the file, and takes it off the disk.
func (s *spool) send(w http.ResponseWriter, status int) error {
	length, err := s.file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = s.file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return errors.Join(err, s.end())
	}
	w.Header().Set("Content-Length", strconv.FormatInt(length, 10))
	w.WriteHeader(status)
	_, _ = io.Copy(w, s.file) // a client that has gone needs nothing more
	return s.end()
}

func (s *spool) end() error {
	err := s.file.Close()
	if removed := os.Remove(s.file.Name()); !errors.Is(removed, fs.ErrNotExist) {
		err = errors.Join(err, removed)
	}
	return err
}
