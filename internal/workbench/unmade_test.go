package workbench_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"goodmeasure/internal/workbench"
)

func TestOnlyWhatADefinitionIsCausesItsFaults(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []error{context.Canceled, fmt.Errorf("drawing: %w", context.DeadlineExceeded), fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission})} {
		if words, of := bench.Unmade(other); of || words != "" {
			t.Errorf("%v is a fault of the definition: %q", other, words)
		}
	}
	words, of := bench.Unmade(errors.New("drawing: sw_agency: no figures; sw_agency_cover has some, xsw_agency none."))
	if want := "drawing: “Social workers from agencies”: no figures; “Empty posts covered by agency workers” has some, xsw_agency none"; !of || words != want {
		t.Errorf("%q, expected %q", words, want)
	}
}
