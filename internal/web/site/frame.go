package site

import (
	"fmt"
	"html"
	"math"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
)

// wideWindow is from how many px of window on a frame is taken to have room for the wide picture.
const wideWindow = 720

// frame is the HTML by which another site shows a figure, as high as its picture and words need: the attribute in a window with
// room for the wide picture, the style in a narrower one, too. Nobody else may frame what is private.
func (b Body) frame(f chart.Figure) string {
	if b.page.Private {
		return ""
	}
	wide, narrow := b.frameHeight(f, chart.Wide), b.frameHeight(f, chart.Narrow)
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" style="border:0;height:%s" loading="lazy"></iframe>`,
		html.EscapeString(b.Request.Absolute(b.pinned("format", "embed", "figure", f.ID))), html.EscapeString(f.Title), wide, heightByWindow(wide, narrow))
}

// heightByWindow is one height where the window is narrow and the other where it is not, in a style that needs no sheet.
func heightByWindow(wide, narrow int) string {
	if narrow < wide {
		return fmt.Sprintf("clamp(%dpx,(100vw - %dpx)*9999,%dpx)", narrow, wideWindow-1, wide)
	}
	return fmt.Sprintf("clamp(%dpx,(%dpx - 100vw)*9999,%dpx)", wide, wideWindow, narrow)
}

// frameHeight is how high the page of an embed is at most where it shows the picture of a size: the sizes of type are those of the
// stylesheet, and the picture is as large as that lets it be.
func (b Body) frameHeight(f chart.Figure, size chart.Size) int {
	width, scale, body, line := float64(size), 1.125, 19.0, 28.0
	if size == chart.Narrow {
		scale, body, line = 1.25, 18, 26
	}
	rows := func(words string, px, line float64, bold bool) float64 {
		return line * float64(chart.Lines(words, width, px, bold))
	}
	high := 16 + 32 + rows(f.Title, 22, 30, true) + f.Height(size)*scale + 8 + rows(f.Sentence, 16, 22, false)
	if f.Subtitle != "" {
		high += rows(f.Subtitle, body, line, false) + 12
	}
	if f.Origin() != "" {
		high += 8 + rows("Source: "+f.Origin(), 16, 22, false)
	}
	foot := fmt.Sprintf("goodmeasure %s, edition “%s” %s. Open the whole page", workbench.Version, b.EditionName(), b.EditionHash())
	return int(math.Ceil(high + 8 + rows(foot, 16, 22, false)))
}
