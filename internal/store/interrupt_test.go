package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// importInChild names the workspace that a child process of the tests adds a large file to.
const importInChild = "GOODMEASURE_TEST_ADD_TO"

func TestMain(m *testing.M) {
	if place := os.Getenv(decideInChild); place != "" {
		decideForever(place)
		return
	}
	if place := os.Getenv(addInChild); place != "" {
		addForever(place)
		return
	}
	if place := os.Getenv(seizeInChild); place != "" {
		seize(place)
		return
	}
	path := os.Getenv(importInChild)
	if path == "" {
		os.Exit(m.Run())
	}
	w, err := Open(context.Background(), path)
	if err == nil {
		_, err = w.Add(context.Background(), made("large"), manyObservations(600_000))
	}
	fmt.Println("the child lived to the end:", err)
}

// holdsOnly checks that a workspace holds the one file that it held before, whole and sound.
func holdsOnly(t *testing.T, path string, want File, content Content) {
	t.Helper()
	w := open(t, path)
	files, err := w.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]File{want}, files); diff != "" {
		t.Fatalf("files (-before +after):\n%s", diff)
	}
	got, err := w.Content(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(content, got, sameFigures); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	var sound string
	if err := w.db.QueryRow("PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		t.Errorf("integrity: %s, %v", sound, err)
	}
	var rows int
	if err := w.db.QueryRow("SELECT count(*) FROM observation WHERE file <> $1", want.ID).Scan(&rows); err != nil || rows > 0 {
		t.Errorf("%d rows of the file that was not finished, %v", rows, err)
	}
}

func TestKilledProcessLeavesTheWorkspaceAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	w, content := open(t, path), ofEverything(t)
	before, err := w.Add(t.Context(), made("before"), content)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), importInChild+"="+path)
	var said strings.Builder
	child.Stdout = &said
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	// The log grows beyond what opening a workspace writes only while rows go in.
	for started := time.Now(); time.Since(started) < time.Minute; time.Sleep(time.Millisecond) {
		if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 1<<20 {
			break
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil || said.Len() > 0 {
		t.Fatalf("the child was not killed half-way: %v, %s", err, said.String())
	}
	holdsOnly(t, path, before, content)
}

func TestFullDiskLeavesTheWorkspaceAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	w, content := open(t, path), ofEverything(t)
	before, err := w.Add(t.Context(), made("before"), content)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.db.Exec("PRAGMA max_page_count = 100"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add(t.Context(), made("large"), manyObservations(100_000)); err == nil || !strings.Contains(err.Error(), "full") {
		t.Errorf("found the error %v, expected one about a full disk", err)
	}
	w.Close()
	holdsOnly(t, path, before, content)
}
