package workbench

import (
	"cmp"
	"slices"
	"time"
)

// The bounds of what rooms take up.
const (
	mostRooms     = 50
	mostRoomsEach = 5 // that one client opened: a council's people may all seem to be one
	mostVoices    = 500
	roomQuiet     = 30 * time.Minute // after which a room that was spoken in makes way for another
)

// RoomLife is how long a room lasts at most.
const RoomLife = 6 * time.Hour

// makeWay ends rooms until a client can open one more: of its own where it has as many as one client may have, and of
// everybody's where there are as many as there is space for. It tells why it cannot.
func (r *Rooms) makeWay(client string) error {
	own := func(one *room) bool { return one.client == client }
	if r.count(own) >= mostRoomsEach && !r.endQuietest(own) {
		return &RoomError{RoomsFull, "You have as many rooms as one client may open, and people speak in all of them.", "Go on in one of those, or wait until one has ended."}
	}
	if all := func(*room) bool { return true }; r.count(all) >= mostRooms && !r.endQuietest(all) {
		return &RoomError{RoomsFull, "There are as many rooms as this program keeps, and people speak in all of them.", "Wait until one has ended."}
	}
	return nil
}

func (r *Rooms) count(which func(*room) bool) (n int) {
	for _, one := range r.open {
		if which(one) {
			n++
		}
	}
	return n
}

// endQuietest ends the room that is missed least: of those in which nobody has spoken the oldest, or else the one that has been quiet
// for longest, unless somebody spoke there of late.
func (r *Rooms) endQuietest(which func(*room) bool) bool {
	var codes []string
	for code, one := range r.open {
		if which(one) && (len(one.voices) == 0 || r.now().Sub(one.used) >= roomQuiet) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		return false
	}
	delete(r.open, slices.MinFunc(codes, func(a, b string) int {
		x, y := r.open[a], r.open[b]
		return cmp.Or(cmp.Compare(min(1, len(x.voices)), min(1, len(y.voices))), x.used.Compare(y.used), cmp.Compare(a, b))
	}))
	return true
}
