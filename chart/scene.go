package chart

// edge is the free space round a drawing, and lineHeight the distance between lines of text, in px.
const (
	edge       = 8
	textSize   = 14
	lineHeight = 18
	underAxis  = 8 // from an upright axis to words under it: its lowest figure reaches below the axis by half its height
)

// scene is a drawing: marks in the order they are painted.
type scene struct {
	width, height float64
	subject       subject
	marks         []placed
}

// subject is what the marks that follow are about, so that a page can find them: data-authority="301".
type subject struct{ kind, code string }

type placed struct {
	subject
	mark
}

// mark is one of the seven primitives.
type mark interface {
	box() box
	write(*svg)
	paint(*painter)
}

type point struct{ x, y float64 }

type box struct{ left, top, right, bottom float64 }

func (b box) overlaps(other box) bool {
	return b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom
}

// The seven primitives. A role is one or more class names that say what the mark stands for.
type (
	rule struct {
		from, to point
		role     string
	}
	line struct {
		points []point
		role   string
	}
	area struct {
		points []point
		role   string
	}
	dot struct {
		at    point
		size  float64 // across
		shape shape
		role  string
	}
	bar struct {
		room box
		role string
	}
	text struct {
		at     point // of the baseline
		anchor anchor
		words  string
		style  style
	}
	hatch struct {
		room box
		role string
	}
)

type shape int

const (
	circle shape = iota
	square
	up
	down
	leftwards
	rightwards
)

type anchor int

const (
	start anchor = iota
	middle
	end
)

// style is the look of a text. The zero style is regular ink at 14 px.
type style struct {
	role string
	size float64
	bold bool
}

func (s style) px() float64 {
	if s.size == 0 {
		return textSize
	}
	return s.size
}

func newScene(size Size) *scene { return &scene{width: float64(size)} }

func (s *scene) add(marks ...mark) {
	for _, m := range marks {
		s.marks = append(s.marks, placed{s.subject, m})
	}
}

// about says what the next marks stand for; about("", "") ends it.
func (s *scene) about(kind, code string) { s.subject = subject{kind, code} }

// label sets one line of text, moved sideways when it would leave the drawing.
func (s *scene) label(x, baseline float64, a anchor, words string, st style) {
	width := textWidth(words, st)
	left := x - width*float64(a)/2
	x += max(0, 2-left) - max(0, left+width-(s.width-2))
	s.add(text{point{x, baseline}, a, words, st})
}

// paragraph sets words in lines from the top down and returns where the next paragraph may start.
func (s *scene) paragraph(x, top, width float64, words string, st style) float64 {
	return s.lines(x, top, start, wrap(words, width, st), st)
}

func (s *scene) lines(x, top float64, a anchor, lines []string, st style) float64 {
	step := st.px() + lineHeight - textSize
	for _, words := range lines {
		s.add(text{point{x, top + st.px()}, a, words, st})
		top += step
	}
	return top
}

// cover sets one line of text on paper, so that the lines of a grid do not run through it.
func (s *scene) cover(x, baseline float64, a anchor, words string, st style) {
	t := text{point{x, baseline}, a, words, st}
	s.add(bar{t.box(), "paper"}, t)
}

// covers sets lines of text on paper from the top down, and returns where the next may start.
func (s *scene) covers(x, top float64, lines []string, st style) float64 {
	for _, words := range lines {
		s.cover(x, top+st.px(), start, words, st)
		top += lineHeight
	}
	return top
}

func bounds(points []point) box {
	b := box{points[0].x, points[0].y, points[0].x, points[0].y}
	for _, p := range points[1:] {
		b = box{min(b.left, p.x), min(b.top, p.y), max(b.right, p.x), max(b.bottom, p.y)}
	}
	return b
}

func (m rule) box() box  { return bounds([]point{m.from, m.to}) }
func (m line) box() box  { return bounds(m.points) }
func (m area) box() box  { return bounds(m.points) }
func (m bar) box() box   { return m.room }
func (m hatch) box() box { return m.room }

func (m dot) box() box {
	half := m.size / 2
	return box{m.at.x - half, m.at.y - half, m.at.x + half, m.at.y + half}
}

// box is the room the text takes, ascent and descent of common sans-serif faces included.
func (m text) box() box {
	width := textWidth(m.words, m.style)
	left := m.at.x - width*float64(m.anchor)/2
	return box{left, m.at.y - 0.93*m.style.px(), left + width, m.at.y + 0.25*m.style.px()}
}
