package account

import (
	"errors"

	"goodmeasure/internal/store"
)

// Unfit is an address, a password or a role that an account cannot have.
type Unfit struct{ why string }

func (e *Unfit) Error() string { return e.why }

// Reason is why something was refused that can be mended by giving something else; nil for any other error.
func Reason(err error) error {
	var unfit *Unfit
	if errors.As(err, &unfit) {
		return unfit
	}
	for _, reason := range []error{store.ErrTaken, store.ErrLastOwner, ErrRole} {
		if errors.Is(err, reason) {
			return reason
		}
	}
	return nil
}

// ErrTaken is that there is an account with an address already.
var ErrTaken = store.ErrTaken
