package workbench

import (
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"goodmeasure/study"
)

// Nothing of a room is written anywhere, and nothing says who spoke.
const (
	roomLetters = "BCDFGHJKMNPQRSTVWXYZ" // no vowels, so that no word comes about, and no letters that look like another
	roomLength  = 6
	tokenLength = 24

	// Of two voices each would know the other's from the mean, and of one everybody; and what one voice more does to the mean,
	// the least and the most would tell what it said. So what is shown changes by as many at once.
	fewestPooled = 3
)

// Rooms are where people in a meeting say how much each measure counts to them. The zero value has none.
type Rooms struct {
	Now func() time.Time // nil: the clock

	mutex sync.Mutex
	open  map[string]*room
}

type room struct {
	stated *study.Definition
	client string    // that opened it
	used   time.Time // when somebody last spoke, or it was opened
	ends   time.Time
	voices map[string]*voice // by token

	showings int      // that the screen has had; the first showed nothing
	shown    []string // the answers that the screen shows; never changed, but replaced
	waiting  int      // voices that it does not show as they are
	needed   int      // new answers that it takes before it does
}

func (r *Rooms) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}

// RoomError says why there is no such room, no more of them, or why a voice is not heard.
type RoomError struct {
	Fault    RoomFault
	What, Do string
}

// RoomFault is what is wrong about a room.
type RoomFault string

// The faults.
const (
	NoSuchRoom RoomFault = "no such room"
	RoomsFull  RoomFault = "no more rooms"
	NotHeard   RoomFault = "not heard"
)

func (e *RoomError) Error() string { return e.What + " " + e.Do }

// Open opens a room on a definition for a client, and gives its code. Where there are too many, quiet ones make way.
func (r *Rooms) Open(d *study.Definition, client string) (string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.sweep()
	if err := r.makeWay(client); err != nil {
		return "", err
	}
	code := letters(roomLength)
	for r.open[code] != nil {
		code = letters(roomLength)
	}
	if r.open == nil {
		r.open = map[string]*room{}
	}
	r.open[code] = &room{stated: d, client: client, used: r.now(), ends: r.now().Add(RoomLife), voices: map[string]*voice{}, showings: 1}
	return code, nil
}

// letters are drawn so that nobody can guess them.
func letters(n int) string {
	raw := make([]byte, n)
	_, _ = rand.Read(raw) // never fails
	for at := range raw {
		raw[at] = roomLetters[int(raw[at])%len(roomLetters)]
	}
	return string(raw)
}

func (r *Rooms) sweep() {
	for code, one := range r.open {
		if !r.now().Before(one.ends) {
			delete(r.open, code)
		}
	}
}

// find is the room of a code, however it is spelt. The mutex must be held.
func (r *Rooms) find(code string) (*room, string, error) {
	r.sweep()
	code = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(code))
	one := r.open[code]
	if one == nil {
		return nil, "", &RoomError{NoSuchRoom, "There is no room of this code.", "Check the code on the screen. A room ends after six hours, and when the program does."}
	}
	return one, code, nil
}

// Stated is the definition that a room speaks about, and the code as it is written.
func (r *Rooms) Stated(code string) (*study.Definition, string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	one, code, err := r.find(code)
	if err != nil {
		return nil, "", err
	}
	return one.stated, code, nil
}

// Say keeps what one voice says each measure counts, from 0 to 5, in the order of the definition. The same token speaks again in
// place of before; none is given a new one.
func (r *Rooms) Say(code, token string, importance []int) (string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	one, _, err := r.find(code)
	if err != nil {
		return "", err
	}
	if len(importance) != len(one.stated.Indicators) {
		return "", &RoomError{NotHeard, "What was sent does not fit the measures of this room.", "Load the page again."}
	}
	for _, n := range importance {
		if n < 0 || n > 5 {
			return "", &RoomError{NotHeard, "How much a measure counts is a whole number from 0 to 5.", "Give each measure one."}
		}
	}
	v, says := one.voices[token], inFigures(importance)
	if v == nil {
		if len(one.voices) >= mostVoices {
			return "", &RoomError{RoomsFull, "As many have spoken as this room hears.", "Open another room."}
		}
		token = letters(tokenLength)
		v = &voice{shown: []spell{{}}}
		one.voices[token] = v
	}
	if len(v.shown) > 1+mostChanges && says != v.says {
		return "", &RoomError{RoomsFull, "You have changed your answer as often as this room hears.", "What you said last is kept."}
	}
	one.used, v.says = r.now(), says
	one.show()
	return token, nil
}

// Said is what a token has said, nil if nothing.
func (r *Rooms) Said(code, token string) []int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	one, _, err := r.find(code)
	if err != nil || one.voices[token] == nil {
		return nil
	}
	return ofFigures(one.voices[token].says)
}
