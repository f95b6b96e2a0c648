package library_test

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

// A file that is imported again changes nothing, however many of its records share a title or have none, and whatever was merged.
func TestTheSameFileAgainAddsNothing(t *testing.T) {
	var text strings.Builder
	for n := range 50 {
		text.WriteString(ris("JOUR", "TI  - Editorial", fmt.Sprint("PY  - ", 1970+n), "JO  - Journal of Care"))
	}
	text.WriteString(ris("JOUR", "AB  - A record of which the title is not known, and of which the abstract says little.", "PY  - 2001"))
	made := text.String() + ris("JOUR", "TI  - Editorial", "PY  - 2019", "JO  - Journal of Care") // the last one twice
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk := shelf.Alone()
		first, err := desk.Import(t.Context(), file(t, made), library.Intake{})
		if err != nil || first.Added != 51 || len(first.Doubles) != 1 {
			t.Fatalf("%d added, %d left out, %v", first.Added, len(first.Doubles), err)
		}
		for _, pair := range [][2]int64{{1, 2}, {45, 50}} {
			if _, err := desk.Judge(t.Context(), pair[0], pair[1], evidence.Merged); err != nil {
				t.Fatal(err)
			}
		}
		again, err := desk.Import(t.Context(), file(t, made), library.Intake{})
		if err != nil || again.Added != 0 || len(again.Doubles) != 52 {
			t.Fatalf("%d added, %d left out, %v", again.Added, len(again.Doubles), err)
		}
		if again.Doubles[1].Of != 1 || again.Doubles[49].Of != 45 {
			t.Errorf("what was merged is known as what stands for it, and not as %+v and %+v", again.Doubles[1], again.Doubles[49])
		}
	})
}
