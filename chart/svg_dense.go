package chart

// leadingAlike is how many marks, from the first on, one element can draw: rules or bars of one role, or single letters of
// one look on one line.
func leadingAlike(marks []placed) int {
	n := 1
	for n < len(marks) && alike(marks[0].mark, marks[n].mark) {
		n++
	}
	return n
}

func alike(a, b mark) bool {
	switch a := a.(type) {
	case rule:
		b, ok := b.(rule)
		return ok && a.role == b.role
	case bar:
		b, ok := b.(bar)
		return ok && a.role == b.role
	case text:
		b, ok := b.(text)
		return ok && a.style == b.style && a.anchor == b.anchor && a.at.y == b.at.y && a.letter() && b.letter()
	}
	return false
}

// letter tells the mark of a cell, a capital or a dash. Figures of an axis stay words of their own: 1, 3 and 5 would be
// found as 135.
func (m text) letter() bool {
	return m.words == "–" || len(m.words) == 1 && 'A' <= m.words[0] && m.words[0] <= 'Z'
}

// together writes marks that are alike as one element. Each letter of a text with as many places as letters is anchored at
// its own.
func (o *svg) together(marks []placed) {
	switch first := marks[0].mark.(type) {
	case rule:
		o.put("<path", class("rule", first.role), ` d="`)
		for _, m := range marks {
			m := m.mark.(rule)
			o.put("M", coordinate(m.from.x), " ", coordinate(m.from.y), "L", coordinate(m.to.x), " ", coordinate(m.to.y))
		}
		o.put("\"/>\n")
	case bar:
		o.put("<path", class("bar", first.role), ` d="`)
		for _, m := range marks {
			room := m.box()
			o.put("M", coordinate(room.left), " ", coordinate(room.top), "h", coordinate(room.right-room.left), "v", coordinate(room.bottom-room.top), "h", coordinate(room.left-room.right), "z")
		}
		o.put("\"/>\n")
	case text:
		letters, places := "", ""
		for at, m := range marks {
			m := m.mark.(text)
			letters += m.words
			if at > 0 {
				places += " "
			}
			places += coordinate(m.at.x)
		}
		first.writeAt(o, letters, places)
	}
}
