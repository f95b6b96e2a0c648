package site_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"goodmeasure/evidence"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

const megabyte = 1 << 20

// depot is a page with a large file, of so many megabytes, that also takes files. Who asks is Anna where the header says so.
func depot(t *testing.T, megabytes int, fault error) http.Handler {
	t.Helper()
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	page := site.Page{Name: "depot", Path: "/depot", About: "A depot.", Private: true, NoAPI: true, MaxBody: 8 * megabyte,
		Load: func(context.Context, *site.Request) (*site.View, error) {
			return &site.View{Title: "A depot", Files: []site.File{{ID: "all", Name: "all.bin", Type: "application/octet-stream", Large: true, Write: func(w io.Writer) error {
				piece := bytes.Repeat([]byte("x"), megabyte)
				for range megabytes {
					if _, err := w.Write(piece); err != nil {
						return err
					}
				}
				return fault
			}}}}, nil
		},
		Act: func(context.Context, *site.Request) (site.Outcome, error) {
			return site.Outcome{Location: "/depot"}, nil
		}}
	made, err := site.New(bench, []site.Group{{Templates: fstest.MapFS{"depot.html": {Data: []byte(`<p>Here.</p>`)}}, Pages: []site.Page{page}}}, site.Options{
		Who: func(r *http.Request) (evidence.Account, bool, error) {
			if r.Header.Get("X-Who") == "Anna" {
				return evidence.Account{ID: 1, Name: "Anna"}, false, nil
			}
			return evidence.Account{}, false, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return made.Handler()
}

// discarded is a client that keeps nothing but how much came.
type discarded struct {
	header http.Header
	status int
	bytes  int
	look   func() // when something comes
}

func (d *discarded) Header() http.Header    { return d.header }
func (d *discarded) WriteHeader(status int) { d.status = status }
func (d *discarded) Write(text []byte) (int, error) {
	if d.bytes += len(text); d.look != nil {
		d.look()
	}
	return len(text), nil
}

// A large file goes by way of the disk: memory holds none of it, and nothing of it stays.
func TestLargeFileTakesNoMemory(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	handler := depot(t, 100, nil)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	client := &discarded{header: http.Header{}}
	handler.ServeHTTP(client, httptest.NewRequest(http.MethodGet, "http://localhost/depot?format=file&file=all", nil))
	runtime.ReadMemStats(&after)
	if client.status != http.StatusOK || client.bytes != 100*megabyte || client.header.Get("Content-Length") != "104857600" || client.header.Get("Content-Disposition") != `attachment; filename="all.bin"` {
		t.Errorf("%d, %d bytes, %v", client.status, client.bytes, client.header)
	}
	if took := (after.TotalAlloc - before.TotalAlloc) / megabyte; took > 20 {
		t.Errorf("%d megabytes of memory were taken for a file of 100", took)
	}
	client = &discarded{header: http.Header{}, look: func() {
		if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); runtime.GOOS != "windows" && (err != nil || len(left) > 0) {
			t.Errorf("while it is sent, somebody who kills the program leaves %v, %v", left, err)
		}
	}}
	depot(t, 2, nil).ServeHTTP(client, httptest.NewRequest(http.MethodGet, "http://localhost/depot?format=file&file=all", nil))
	// What goes wrong at its end is told in place of all of it.
	client = &discarded{header: http.Header{}}
	depot(t, 2, errors.New("cut off")).ServeHTTP(client, httptest.NewRequest(http.MethodGet, "http://localhost/depot?format=file&file=all", nil))
	if client.status != http.StatusInternalServerError || client.bytes > megabyte {
		t.Errorf("%d, %d bytes", client.status, client.bytes)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("on the disk stay %v, %v", left, err)
	}
}

// A page for people of the workspace takes a large file from them, and from nobody else.
func TestStrangersSendNoLargeFiles(t *testing.T) {
	handler := depot(t, 1, nil)
	for who, expected := range map[string]int{"Anna": http.StatusSeeOther, "": http.StatusForbidden} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		file, err := form.CreateFormFile("file", "large.bin")
		if err == nil {
			_, err = file.Write(make([]byte, 3*megabyte))
		}
		if err = errors.Join(err, form.Close()); err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequest(http.MethodPost, "http://localhost/depot", &body)
		request.Header.Set("Content-Type", form.FormDataContentType())
		request.Header.Set("X-Who", who)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != expected || who == "" && !strings.Contains(answer.Body.String(), "taken from the people of this workspace") {
			t.Errorf("from %q: %d, expected %d: %s", who, answer.Code, expected, answer.Body)
		}
		if unread := body.Len(); who == "" && unread < megabyte {
			t.Errorf("of what a stranger sent, %d bytes were left unread", unread)
		}
	}
}
