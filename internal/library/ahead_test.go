package library

import (
	"context"
	"fmt"
	"testing"
)

// What panics while a file is read ends the import, not the program.
func TestAPanicWhileAFileIsReadReachesTheImport(t *testing.T) {
	defer func() {
		if reason := recover(); reason == nil {
			t.Error("the panic is lost")
		}
	}()
	for batch, err := range ahead(context.Background(), nil) { // there is no file to read
		t.Error(fmt.Sprint(batch, err))
	}
	t.Error("an import of nothing came to its end")
}
