package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	if status == 0 {
		status = http.StatusOK
	}
	sum := sha256.Sum256(text)
	r := &reply{status: status, header: map[string]string{"Content-Type": kind}, etag: `W/"` + hex.EncodeToString(sum[:12]) + `"`, length: len(text)}
	var out bytes.Buffer
	zip := zippers.Get().(*gzip.Writer)
	defer zippers.Put(zip)
	zip.Reset(&out)
	if _, err := zip.Write(text); err != nil {
		return nil, err
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	r.zipped = bytes.Clone(out.Bytes()) // without the room that it left
	return r, nil
}

func redirect(location string) *reply {
	return &reply{status: http.StatusSeeOther, header: map[string]string{"Location": location}}
}

// weight is about how many bytes the reply takes in memory.
func (r *reply) weight() int { return len(r.zipped) + 500 }

func (r *reply) text() ([]byte, error) {
	zip, err := gzip.NewReader(bytes.NewReader(r.zipped))
	if err != nil {
		return nil, fmt.Errorf("unpacking what was kept: %w", err)
	}
	text := make([]byte, 0, r.length+bytes.MinRead)
	out := bytes.NewBuffer(text)
	_, err = out.ReadFrom(zip)
	return out.Bytes(), err
}

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
	text := r.zipped
	if r.length >= leastZipped && takesGzip(asked.Header.Get("Accept-Encoding")) {
		head.Set("Content-Encoding", "gzip")
	} else {
		var err error
		if text, err = r.text(); err != nil {
			return err
		}
	}
	head.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(r.status)
	_, _ = w.Write(text) // a client that has gone needs nothing more
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
