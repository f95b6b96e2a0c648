package citation

import (
	"fmt"
	"io"
	"strings"

	"github.com/dustin/go-humanize"
)

// dialect is how a format of tagged lines marks its fields and records.
type dialect struct {
	// tag parts a line at its tag. It says no for a line that goes on from the one before.
	tag func(line string) (tag, text string, ok bool)
	// opener begins a record and closer ends it; without a closer a record ends where the next begins.
	opener, closer string
	// outside are tags of the file rather than of a record.
	outside []string
	// listed are tags under which each further line is a value of its own.
	listed []string
	// kept are tags whose further lines stay lines.
	kept []string
}

// field is one tag with its text.
type field struct{ tag, text string }

// block is the lines of one record.
type block struct {
	line   int
	fields []field
	more   []string // lines that go on from the last field
	raw    strings.Builder
	doubts []string
	large  bool
	opened bool // with the opener, as it should be
}

func (b *block) place() place { return place{b.line, b.raw.String()} }

// blocks parts the file's lines into records and has each made into a draft.
type blocks struct {
	*reading
	dialect
	draft func(*block) *draft
	lines *lines
	open  *block
	blank bool // the line before was blank
	stray int  // lines outside of any record, since strayAt
	first string
	from  int
}

func (r *reading) blocks(d dialect, make func(*block) *draft) error {
	b := &blocks{reading: r, dialect: d, draft: make, lines: linesOf(r.file.content())}
	for {
		line, err := b.lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := b.take(line); err != nil {
			return err
		}
	}
	if b.open != nil && b.closer != "" {
		b.open.doubts = append(b.open.doubts, fmt.Sprintf("the text ends without the %s that should end the record; it may have been cut short", b.closer))
	}
	if err := b.close(); err != nil {
		return err
	}
	b.strayed()
	return r.end()
}

func (b *blocks) take(line string) error {
	if strings.TrimSpace(line) == "" {
		b.blank = true
		return nil
	}
	tag, text, ok := b.tag(line)
	afterBlank := b.blank
	b.blank = false
	switch {
	case ok && contains(b.outside, tag):
		return nil
	case ok && tag == b.closer && b.closer != "":
		if b.open == nil {
			b.astray(line)
			return nil
		}
		b.add(line)
		return b.close()
	case ok && (tag == b.opener || b.open == nil || b.closer == "" && afterBlank && !b.open.opened):
		if b.open != nil && b.closer != "" {
			b.open.doubts = append(b.open.doubts, fmt.Sprintf("it does not end with %s: line %d begins the next record", b.closer, b.lines.number))
		}
		if err := b.close(); err != nil {
			return err
		}
		b.strayed()
		b.open = &block{line: b.lines.number, opened: tag == b.opener}
		if b.closer != "" && tag != b.opener {
			b.open.doubts = append(b.open.doubts, fmt.Sprintf("it does not begin with %s, so what sort of work it is cannot be told", b.opener))
		}
		b.start(field{tag, text})
	case ok:
		b.start(field{tag, text})
	case b.open == nil:
		b.astray(line)
		return nil
	default:
		b.goOn(strings.TrimSpace(line))
	}
	b.add(line)
	return nil
}

// goOn adds a line without a tag to the field before it.
func (b *blocks) goOn(text string) {
	last := b.open.fields[len(b.open.fields)-1]
	switch {
	case b.open.large:
	case contains(b.listed, last.tag):
		b.start(field{last.tag, text})
	default:
		b.open.more = append(b.open.more, text)
	}
}

// start begins a field, once the one before has all its lines.
func (b *blocks) start(next field) {
	b.settle()
	b.open.fields = append(b.open.fields, next)
}

func (b *blocks) settle() {
	if len(b.open.more) == 0 {
		return
	}
	last := &b.open.fields[len(b.open.fields)-1]
	sign := " "
	if contains(b.kept, last.tag) {
		sign = "\n"
	}
	last.text = strings.TrimSpace(last.text + sign + strings.Join(b.open.more, sign))
	b.open.more = nil
}

// add keeps a line of the record as it stands, up to the limit.
func (b *blocks) add(line string) {
	if b.open.raw.Len()+len(line) > maxRecord {
		b.open.large = true
	}
	if b.open.large {
		b.open.fields, b.open.more = b.open.fields[:1], nil
		return
	}
	b.open.raw.WriteString(line)
	b.open.raw.WriteByte('\n')
}

func (b *blocks) close() error {
	done := b.open
	if done == nil {
		return nil
	}
	b.settle()
	b.open = nil
	if done.large {
		return b.fail(done.place(), tooLarge)
	}
	d := b.draft(done)
	d.doubts = append(d.doubts, done.doubts...)
	return b.give(d, done.place())
}

func (b *blocks) astray(line string) {
	if b.stray == 0 {
		b.first, b.from = line, b.lines.number
	}
	b.stray++
}

// strayed notes the lines outside of any record since the last one.
func (b *blocks) strayed() {
	switch b.stray {
	case 0:
		return
	case 1:
		b.remark(b.from, "a line outside of any record was left out: %s", excerpt(b.first))
	default:
		b.remark(b.from, "%s lines outside of any record were left out, from %s on", humanize.Comma(int64(b.stray)), excerpt(b.first))
	}
	b.stray = 0
}

func contains(tags []string, tag string) bool {
	for _, one := range tags {
		if one == tag {
			return true
		}
	}
	return false
}
