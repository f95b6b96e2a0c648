package workbench

import (
	"context"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// Unmade says why nothing can be made of a definition on the figures at hand, with measures as they are called and not as
// files have them. It is false where the error tells of something else: that time ran out, that whoever asked has gone, or
// that something cannot be read.
func (w *Workbench) Unmade(err error) (words string, ofDefinition bool) {
	var unread *fs.PathError
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &unread) {
		return "", false
	}
	return strings.TrimSuffix(w.called(err.Error()), "."), true
}

// called puts the names of measures in place of their ids.
func (w *Workbench) called(words string) string {
	var ids []string
	for _, i := range w.Edition.Indicators {
		ids = append(ids, regexp.QuoteMeta(i.ID))
	}
	if len(ids) == 0 {
		return words
	}
	slices.SortFunc(ids, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`\b(`+strings.Join(ids, "|")+`)\b`).ReplaceAllStringFunc(words, func(id string) string { return "“" + w.indicatorName(id) + "”" })
}
