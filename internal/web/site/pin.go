package site

import (
	"fmt"
	"regexp"
	"strings"

	"goodmeasure/definition"
)

// Stale says that a link was made with other data or another definition than are held, and which.
type Stale struct {
	Differs []string // sentences
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
	var differs []string
	edition := s.bench.Edition
	if as := asked.state.Get("as"); as != "" {
		if !validHash.MatchString(as) {
			return &BadRequest{What: fmt.Sprintf("%q is no data release.", as), Do: "Take as out of the address, or give at least eight characters of an edition’s SHA-256.", Param: "as"}
		}
		if !strings.HasPrefix(edition.Hash, as) {
			differs = append(differs, fmt.Sprintf("It asks for the edition %s; the one held is “%s”, %s.", short(as), edition.Name, short(edition.Hash)))
		}
	}
	if pin := asked.state.Get("pin"); pin != "" {
		if !validPin.MatchString(pin) {
			return &BadRequest{What: "The pin in this address cannot be read.", Do: "Copy the whole link again, or take pin out of the address.", Param: "pin"}
		}
		ofEdition, ofDefinition, _ := strings.Cut(pin, ".")
		if !strings.HasPrefix(edition.Hash, ofEdition) {
			differs = append(differs, fmt.Sprintf("It was made with the edition %s; the one held is “%s”, %s. Figures may differ.", short(ofEdition), edition.Name, short(edition.Hash)))
		}
		if hash := definition.Hash(asked.Definition); !strings.HasPrefix(hash, ofDefinition) {
			differs = append(differs, fmt.Sprintf("It was made with the definition %s; what it states now is “%s”, %s. Scores and ranks may differ.", short(ofDefinition), asked.Definition.Name, short(hash)))
		}
		asked.pinned = len(differs) == 0
	}
	if len(differs) > 0 {
		asked.stale = &Stale{differs}
		delete(asked.state, "as")
	}
	return nil
}

// Stale says, where the link was made with other data than are held, how they differ.
func (b Body) Stale() *Stale { return b.Request.stale }

// Pinned tells whether the link says what it was made with, and that is held.
func (b Body) Pinned() bool { return b.Request.pinned }

// Said is what the act that led here has to say.
func (b Body) Said() string { return b.Request.notice }
