package workbench

import (
	"crypto/rand"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"goodmeasure/definition"
	"goodmeasure/study"
)

// Nothing of a room is written anywhere, and nothing says who spoke.
const (
	roomLetters = "BCDFGHJKMNPQRSTVWXYZ" // no vowels, so that no word comes about, and no letters that look like another
	roomLength  = 6
	tokenLength = 24

	// Of two voices each would know the other's from the mean, and of one everybody.
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
	voices map[string][]int // by token; importance of each indicator of the definition
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
	r.open[code] = &room{stated: d, client: client, used: r.now(), ends: r.now().Add(RoomLife), voices: map[string][]int{}}
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
	if one.voices[token] == nil {
		if len(one.voices) >= mostVoices {
			return "", &RoomError{RoomsFull, "As many have spoken as this room hears.", "Open another room."}
		}
		token = letters(tokenLength)
	}
	one.used = r.now()
	one.voices[token] = slices.Clone(importance)
	return token, nil
}

// Said is what a token has said, nil if nothing.
func (r *Rooms) Said(code, token string) []int {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	one, _, err := r.find(code)
	if err != nil {
		return nil
	}
	return slices.Clone(one.voices[token])
}

// Pooled is what a room says together.
type Pooled struct {
	Code       string            `json:"code"`
	Voices     int               `json:"voices"`
	Measures   []PooledMeasure   `json:"measures"`
	Definition *study.Definition `json:"definition,omitempty"` // weights are the means; nil as long as nothing counts
}

// PooledMeasure is how much a measure counts to a room, from 0 to 5: the mean, and between which numbers the middle half of
// the voices lies.
type PooledMeasure struct {
	Indicator string       `json:"indicator"`
	Name      string       `json:"name"`
	Mean      study.Number `json:"mean"`
	Low50     int          `json:"low50"`
	High50    int          `json:"high50"`
	Least     int          `json:"least"`
	Most      int          `json:"most"`
}

// Pool adds up what a room has said. It does not depend on the order in which voices spoke.
func (w *Workbench) Pool(r *Rooms, code string) (*Pooled, error) {
	r.mutex.Lock()
	one, code, err := r.find(code)
	if err != nil {
		r.mutex.Unlock()
		return nil, err
	}
	stated := one.stated
	by := make([][]int, len(stated.Indicators))
	for _, voice := range one.voices {
		for k, n := range voice {
			by[k] = append(by[k], n)
		}
	}
	p := &Pooled{Code: code, Voices: len(one.voices), Measures: []PooledMeasure{}}
	r.mutex.Unlock()
	if p.Voices < fewestPooled {
		return p, nil
	}
	draft := Draft{Name: "What room " + code + " said", Whose: voicesWords(p.Voices), Because: "Weights are the means of what each voice gave, from 0 to 5."}
	for k, c := range stated.Indicators {
		slices.Sort(by[k])
		sum, last := 0, len(by[k])-1
		for _, n := range by[k] {
			sum += n
		}
		mean := study.Number(math.Round(100*float64(sum)/float64(p.Voices)) / 100)
		p.Measures = append(p.Measures, PooledMeasure{c.ID, w.indicatorName(c.ID), mean, by[k][last/4], by[k][last-last/4], by[k][0], by[k][last]})
		draft.Choices = append(draft.Choices, DraftChoice{ID: c.ID, Counts: true, Importance: mean})
	}
	if made, faults := w.Redraft(stated, draft); len(faults) == 0 {
		p.Definition = made
	}
	return p, nil
}

func voicesWords(n int) string {
	if n == 1 {
		return "1 voice of a meeting"
	}
	return fmt.Sprintf("%d voices of a meeting", n)
}

// PooledLink is the link of what the room says; empty as long as nothing counts.
func (w *Workbench) PooledLink(p *Pooled) string {
	if p.Definition == nil {
		return ""
	}
	return definition.Link(p.Definition, w.Edition.Indicators)
}
