package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// reply is an answer that is made and not yet sent. Its text is kept compressed: what is kept takes less room, and most
// clients take it as it is.
type reply struct {
	status int
	header map[string]string
	etag   string
	zipped []byte
	length int    // of the text
	spool  *spool // in place of all that: a large file
}

// leastZipped is the length below which compressing saves nothing.
const leastZipped = 600

// zippers are used again: each takes three quarters of a megabyte, a hundred times what it makes.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func made(status int, kind string, text []byte) (*reply, error) {
	return written(status, kind, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// written is a reply of all that is written, which is never held but compressed.
func written(status int, kind string, write func(io.Writer) error) (*reply, error) {
	if status == 0 {
		status = http.StatusOK
	}
	var out bytes.Buffer
	zip := zippers.Get().(*gzip.Writer)
	defer zippers.Put(zip)
	zip.Reset(&out)
	sum, length := sha256.New(), counted(0)
	if err := write(io.MultiWriter(zip, sum, &length)); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return &reply{status: status, header: map[string]string{"Content-Type": kind}, etag: `W/"` + hex.EncodeToString(sum.Sum(nil)[:12]) + `"`,
		zipped: bytes.Clone(out.Bytes()), // without the room that it left
		length: int(length)}, nil
}

// counted is how many bytes were written.
type counted int

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return len(p), nil
}

func redirect(location string) *reply {
	return &reply{status: http.StatusSeeOther, header: map[string]string{"Location": location}}
}

// weight is about how many bytes the reply takes in memory.
func (r *reply) weight() int { return len(r.zipped) + 500 }

// send writes the reply as the client can take it, or that it has it already.
func (r *reply) send(w http.ResponseWriter, asked *http.Request) error {
	head := w.Header()
	for name, value := range r.header {
		head.Set(name, value)
	}
	if r.spool != nil {
		return r.spool.send(w, r.status)
	}
	if r.etag == "" {
		w.WriteHeader(r.status)
		return nil
	}
	head.Add("Vary", "Accept-Encoding")
	head.Set("ETag", r.etag)
	if r.status == http.StatusOK && holds(asked.Header.Get("If-None-Match"), r.etag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, length := io.Reader(bytes.NewReader(r.zipped)), len(r.zipped)
	if r.length >= leastZipped && takesGzip(asked.Header.Get("Accept-Encoding")) {
		head.Set("Content-Encoding", "gzip")
	} else {
		text, err := gzip.NewReader(body)
		if err != nil {
			return fmt.Errorf("unpacking what was kept: %w", err)
		}
		body, length = text, r.length
	}
	head.Set("Content-Length", strconv.Itoa(length))
	w.WriteHeader(r.status)
	_, _ = io.Copy(w, body) // a client that has gone needs nothing more
	return nil
}

// holds tells whether an If-None-Match names a tag.
func holds(header, etag string) bool {
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

func takesGzip(header string) bool {
	for coding := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if name = strings.TrimSpace(name); name == "gzip" || name == "*" {
			weight = strings.TrimPrefix(strings.TrimSpace(weight), "q=")
			q, err := strconv.ParseFloat(weight, 64)
			return err != nil || q > 0
		}
	}
	return false
}
