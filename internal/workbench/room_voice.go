package workbench

// voice is what somebody in a room says.
type voice struct {
	says  string  // how much each measure of the definition counts, a figure each
	shown []spell // what the screen has shown of it, oldest first; at its first showing nothing, which differs from all that can be said
}

// spell is for how long the screen showed one answer: from a showing until that of the next spell.
type spell struct {
	from int
	says string
}

// mostChanges is how often an answer that was shown can be changed, which bounds what a room remembers.
const mostChanges = 20

func inFigures(importance []int) string {
	text := make([]byte, len(importance))
	for k, n := range importance {
		text[k] = byte('0' + n)
	}
	return string(text)
}

func ofFigures(says string) []int {
	importance := make([]int, len(says))
	for k := range importance {
		importance[k] = int(says[k] - '0')
	}
	return importance
}

// show puts the answers on the screen if at least three of them are others than at each earlier showing: whoever remembers two
// showings, however far apart, could tell what one voice said if only that were different. Where none is another than at an
// earlier showing, the screen goes back to that. The mutex must be held.
func (r *room) show() {
	differ := r.differ()
	r.waiting, r.needed = differ[r.showings-1], 0
	if r.waiting == 0 {
		return
	}
	for _, n := range differ {
		if n > 0 {
			r.needed = max(r.needed, fewestPooled-n)
		}
	}
	if r.needed > 0 {
		return
	}
	r.waiting, r.shown = 0, nil
	for _, v := range r.voices {
		if v.says != v.shown[len(v.shown)-1].says {
			v.shown = append(v.shown, spell{r.showings, v.says})
		}
		r.shown = append(r.shown, v.says)
	}
	r.showings++
}

// differ counts for each showing the voices that now say something else than it showed.
func (r *room) differ() []int {
	counts := make([]int, r.showings)
	for _, v := range r.voices {
		for at, s := range v.shown {
			until := r.showings
			if at+1 < len(v.shown) {
				until = v.shown[at+1].from
			}
			if s.says == v.says {
				continue
			}
			for n := s.from; n < until; n++ {
				counts[n]++
			}
		}
	}
	return counts
}
