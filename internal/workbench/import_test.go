package workbench

import (
	"testing"

)

// importAll imports paths into a workspace.
func importAll(t testing.TB, workspace string, paths ...string) []*Receipt {
	t.Helper()
	files, err := Walk(paths, workspace)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewImporter(t.Context(), workspace, false)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var receipts []*Receipt
	for _, f := range files {
		if f.NotTable == "" {
			receipts = append(receipts, m.Import(t.Context(), f.Path))
		}
	}
	return receipts
}

