package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goodmeasure/definition"
)

// Stale says that a link was made with another edition than is held, with another definition than it states, or both. A page,
// an embed and the JSON say so above what they show. A file is refused with it: once saved, nothing goes with its figures that
// could say so, and most have no place for it inside.
type Stale struct {
	Title   string   `json:"title"`   // a sentence
	Differs []string `json:"differs"` // sentences: what the link was made with, and what is shown
	Onward  string   `json:"-"`       // what a link without the pin is called
}

func (e *Stale) Error() string { return e.Title }

func newStale(ofEdition, ofDefinition []string) *Stale {
	stale := &Stale{Differs: slices.Concat(ofEdition, ofDefinition), Onward: "Open with what is held now"}
	switch {
	case len(stale.Differs) == 0:
		return nil
	case len(ofDefinition) == 0:
		stale.Title = "This link was made with data that are not held here."
	case len(ofEdition) == 0:
		stale.Title, stale.Onward = "This link was made with another definition of good than it states now.", "Open with the definition that it states"
	default:
		stale.Title = "This link was made with data that are not held here, and with another definition of good than it states now."
	}
	return stale
}

// A pin is the beginnings of the hashes of the edition and of the definition that a link was made with.
var (
	validPin  = regexp.MustCompile(`^[0-9a-f]{8,64}\.[0-9a-f]{8,64}$`)
	validHash = regexp.MustCompile(`^[0-9a-f]{8,64}$`)
)

func (s *Site) pin(asked *Request) string {
	return short(s.bench.Edition.Hash) + "." + short(definition.Hash(asked.Definition))
}

// readPin compares what a link was made with to what is held.
func (s *Site) readPin(asked *Request) error {
	var ofEdition, ofDefinition []string
	edition := s.bench.Edition
	if as := asked.state.Get("as"); as != "" {
		if !validHash.MatchString(as) {
			return &BadRequest{What: fmt.Sprintf("%q is no data release.", as), Do: "Take as out of the address, or give at least eight characters of an edition’s SHA-256.", Param: "as"}
		}
		if !strings.HasPrefix(edition.Hash, as) {
			ofEdition = append(ofEdition, fmt.Sprintf("It asks for the edition %s; the one held is “%s”, %s.", short(as), edition.Name, short(edition.Hash)))
		}
	}
	if pin := asked.state.Get("pin"); pin != "" {
		if !validPin.MatchString(pin) {
			return &BadRequest{What: "The pin in this address cannot be read.", Do: "Copy the whole link again, or take pin out of the address.", Param: "pin"}
		}
		madeOf, madeBy, _ := strings.Cut(pin, ".")
		if !strings.HasPrefix(edition.Hash, madeOf) {
			ofEdition = append(ofEdition, fmt.Sprintf("It was made with the edition %s; the one held is “%s”, %s. Figures may differ.", short(madeOf), edition.Name, short(edition.Hash)))
		}
		if hash := definition.Hash(asked.Definition); !strings.HasPrefix(hash, madeBy) {
			ofDefinition = append(ofDefinition, fmt.Sprintf("It was made with the definition %s; what it states now is “%s”, %s. Scores and ranks may differ.", short(madeBy), asked.Definition.Name, short(hash)))
		}
		asked.pinned = len(ofEdition)+len(ofDefinition) == 0
	}
	if asked.stale = newStale(ofEdition, ofDefinition); asked.stale != nil {
		delete(asked.state, "as")
	}
	return nil
}

// pinned is the address of the page that says which edition and definition it was made with. It states the definition whole:
// what the name of one means, or what goes without saying, may be another in a later version.
func (b Body) pinned(pairs ...string) string {
	r := b.Request
	if r.lasting == "" {
		if r.lasting = definition.LastingLink(r.Definition); len(r.lasting) > longestDefinition {
			r.lasting = r.state.Get("d")
		}
	}
	return b.Here(append([]string{"d", r.lasting, "pin", b.site.pin(r)}, pairs...)...)
}

// Stale says, where the link was made with something else than is shown, how they differ.
func (b Body) Stale() *Stale { return b.Request.stale }

// Pinned tells whether the link says what it was made with, and that is held.
func (b Body) Pinned() bool { return b.Request.pinned }

// Said is what the act that led here has to say.
func (b Body) Said() string { return b.Request.notice }
