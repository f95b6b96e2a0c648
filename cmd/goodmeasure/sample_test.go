package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRecordThatSomebodyChangedDoesNotPass(t *testing.T) {
	folder := t.TempDir()
	command := func(args ...string) (code int, said string) {
		var out, err bytes.Buffer
		code = run(context.Background(), args, terminal{strings.NewReader(""), &out, &err})
		return code, out.String() + err.String()
	}
	if code, said := command("sample", "--draws", "500", "--each", "2", "--out", folder); code != exitDone {
		t.Fatalf("sampling ended with %d: %s", code, said)
	}
	record := filepath.Join(folder, "sample.json")
	if code, said := command("sample", "--redraw", record); code != exitDone {
		t.Fatalf("the record as it was ended with %d: %s", code, said)
	}
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte(`"share": 0.8,`), []byte(`"share": 0.99,`), 1)
	if bytes.Equal(changed, text) {
		t.Fatal("the record does not hold the rule's share as this test expects")
	}
	if err := os.WriteFile(record, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := command("sample", "--redraw", record); code != exitFailed || !strings.Contains(said, "another sample comes out") {
		t.Errorf("the changed record ended with %d: %s", code, said)
	}
}
