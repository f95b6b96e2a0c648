//go:build unix

package table

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe that nobody writes to is refused, rather than waited for.
func TestOpenRefusesPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Limits{}); err == nil || !strings.Contains(err.Error(), "not a file") {
		t.Errorf("%v: expected that it is not a file", err)
	}
	if err := Regular(filepath.Join(t.TempDir(), "nothing")); err != nil {
		t.Errorf("a path that leads nowhere: %v", err)
	}
}
