//go:build unix

package workbench

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A definition, the record of a sample or a backup is not waited for at a pipe that nobody writes to.
func TestPipeIsRefused(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for what, read := range map[string]func() error{
		"definition to explain": func() error { _, err := w.ReadDefinition(pipe); return err },
		"definition to use":     func() error { _, err := w.definition(pipe); return err },
		"record of a sample":    func() error { _, err := w.Redraw(t.Context(), pipe, 1, func(float64, float64) {}); return err },
		"backup":                func() error { _, err := Restore(t.Context(), pipe, filepath.Join(t.TempDir(), "w.db")); return err },
	} {
		if err := read(); err == nil || !strings.Contains(err.Error(), "is not a file") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
