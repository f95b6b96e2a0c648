package review_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"testing"

	"goodmeasure/internal/store"
)

// unpacked are the files of an archive by their names, and the names in their order.
func unpacked(t testing.TB, bundle []byte) (names []string, files map[string][]byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return names, files
}

// repacked is an archive in which one table holds something else, and says so of itself as if it were right.
func repacked(t testing.TB, names []string, files map[string][]byte, table string, content []byte) []byte {
	t.Helper()
	var summary store.Summary
	manifest := names[slices.IndexFunc(names, func(name string) bool { return json.Unmarshal(files[name], &summary) == nil && summary.Format != "" })]
	for n := range summary.Held {
		if held := &summary.Held[n]; filepath.Base(table) == held.Table+filepath.Ext(table) {
			sum := sha256.Sum256(content)
			held.SHA256, held.Bytes = hex.EncodeToString(sum[:]), int64(len(content))
			held.Rows = max(0, bytes.Count(append(bytes.TrimSuffix(content, []byte("\n")), '\n'), []byte("\n"))-1)
		}
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range names {
		text := files[name]
		switch name {
		case table:
			text = content
		case manifest:
			var err error
			if text, err = json.Marshal(summary); err != nil {
				t.Fatal(err)
			}
		}
		file, err := archive.Create(name)
		if err == nil {
			_, err = file.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Whatever a bundle says, it is restored whole or not at all.
func FuzzRestore(f *testing.F) {
	room, w := roomAt(f, filepath.Join(f.TempDir(), "w.db"))
	_, bundle := full(f, room, w)
	names, files := unpacked(f, bundle)
	for n, name := range names {
		f.Add(uint8(n), files[name])
		f.Add(uint8(n), bytes.ReplaceAll(files[name], []byte("1"), []byte("-1")))
		f.Add(uint8(n), append(slices.Clone(files[name]), files[name]...))
	}
	f.Add(uint8(0), []byte("{}"))
	into, _ := roomAt(f, filepath.Join(f.TempDir(), "into.db"))
	f.Fuzz(func(t *testing.T, table uint8, content []byte) {
		name := names[int(table)%len(names)]
		changed := repacked(t, names, files, name, content)
		before, err := into.Alone().Reviews(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		restored, failed := into.Alone().Restore(t.Context(), bytes.NewReader(changed), int64(len(changed)))
		after, err := into.Alone().Reviews(t.Context())
		if err != nil {
			t.Fatalf("after %s said %q the reviews cannot be listed: %v", name, content, err)
		}
		if failed != nil && len(after) != len(before) {
			t.Errorf("of a bundle that was refused (%v) something was kept", failed)
		}
		if failed == nil {
			if _, err := into.Alone().Flow(t.Context(), restored.ID); err != nil {
				t.Errorf("restored with %s saying %q, the review has no flow: %v", name, content, err)
			}
			if err := into.Alone().Remove(t.Context(), restored.ID); err != nil {
				t.Error(err)
			}
		}
	})
}

// Bytes that are no bundle are refused.
func FuzzBundleBytes(f *testing.F) {
	room, w := roomAt(f, filepath.Join(f.TempDir(), "w.db"))
	_, bundle := full(f, room, w)
	f.Add(bundle[:len(bundle)/2])
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	f.Fuzz(func(t *testing.T, content []byte) {
		if made, err := room.Alone().Restore(t.Context(), bytes.NewReader(content), int64(len(content))); err == nil && fmt.Sprint(made.Title) == "" {
			t.Error("a review without a title is made of bytes that are no bundle")
		}
	})
}
