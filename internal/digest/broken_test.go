package digest

import (
	"context"
	"testing"
)

// A mail that cannot even be written is given up, and the office goes on.
func TestAPanicOverAMailIsAnError(t *testing.T) {
	withoutServer := &Office{}
	if f, err := withoutServer.postOne(context.Background(), letter{}); f != refused || err == nil {
		t.Errorf("%d, %v", f, err)
	}
}
