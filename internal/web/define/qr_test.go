package define

import (
	"errors"
	"io"
	"strings"
	"testing"

	"goodmeasure/internal/web/site"
)

// The longest address that a QR code holds is drawn; one that is longer is refused in words.
func TestQRHoldsWhatItCan(t *testing.T) {
	for _, svg := range []bool{false, true} {
		if err := writeQR(io.Discard, strings.Repeat("x", mostInQR), svg); err != nil {
			t.Error(err)
		}
		var refused *site.BadRequest
		if err := writeQR(io.Discard, strings.Repeat("x", mostInQR+1), svg); !errors.As(err, &refused) {
			t.Errorf("%v, expected a refusal", err)
		}
	}
	if (defined{Address: strings.Repeat("x", mostInQR+1)}).FitsQR() {
		t.Error("a QR code is offered for an address that is too long")
	}
}
