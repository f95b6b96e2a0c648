package web_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

var update = flag.Bool("update", false, "take the pictures of the guides anew")

// picture is a part of a page as the guides show it.
type picture struct {
	name   string
	path   string // of the page, with its state
	width  int64  // of the window, and so of the picture
	from   string // CSS selector of what the picture begins with; the top of the page unless given
	height int    // of the picture; that of what it begins with unless given
}

const desk, phone = 1000, 390

// pictures are all that the guides show. 1150 px is where the table of an authority shows all its columns.
var pictures = []picture{
	{"home", "/", desk, "", 1010},
	{"authority", "/authority/kingston-upon-hull?b=neighbours", desk, "", 1090},
	{"authority-measures", "/authority/kingston-upon-hull?b=neighbours", 1150, "#measures", 1010},
	{"authority-standouts", "/authority/kingston-upon-hull", desk, "#standouts", 760},
	{"authority-phone", "/authority/kingston-upon-hull", phone, "", 844},
	{"briefing", "/authority/kingston-upon-hull/briefing?b=neighbours", desk, "h1", 900},
	{"compare", "/compare?a=kingston-upon-hull,leeds", desk, "#together", 900},
	{"funnel", "/measure/cl_eet?show=funnel&a=kingston-upon-hull", desk, "#figure-funnel", 800},
	{"ranking", "/ranking?a=kingston-upon-hull", desk, "h1", 1000},
	{"define", "/define?d=rereferral.sw_agency~3.cla_missing-lower", desk, "h1", 1060},
	{"stress", "/define/stress?draws=1000&show=choices", desk, "#figure-choices", 680},
	{"bounds", "/define/bounds", desk, "#figure-bounds", 700},
	{"sample", "/sample", desk, "h1", 800},
	{"associations", "/inspection", desk, "#figure-associations", 1250},
	{"off-pattern", "/inspection", desk, "#off-pattern", 620},
	{"journeys", "/inspection", desk, "#figure-off-pattern-journeys", 535},
	{"consistency", "/consistency", desk, "#figure-bands", 480},
	{"present", "/present?slide=2", desk, "h1", 460},
	{"glossary-phone", "/glossary", phone, "h1", 760},
	{"review-screen", "/review/1/screen?record=6", desk, "h1", 760},
	{"review-card", "/review/1/card/1", desk, "#findings", 620},
	{"review-results", "/review/1/results", desk, "#flow", 720},
}

const mostBytes = 150 << 10

// What the guides show is on the list, and what is on the list is there, shown and light. The pixels are not compared: they
// differ with the fonts of a machine. With -update the pictures are taken anew from the running pages.
func TestPicturesOfGuides(t *testing.T) {
	folder := filepath.Join(testkit.Root(), "docs", "images")
	if *update {
		take(t, folder)
	}
	shown := shownInDocuments(t)
	for _, p := range pictures {
		file := p.name + ".png"
		kept, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Errorf("%v: run this test with -update", err)
			continue
		}
		if len(kept) > mostBytes {
			t.Errorf("%s takes %d bytes, more than %d", file, len(kept), mostBytes)
		}
		size, err := png.DecodeConfig(bytes.NewReader(kept))
		if err != nil {
			t.Errorf("%s: %v", file, err)
		} else if int64(size.Width) != p.width {
			t.Errorf("%s is %d px wide, and the list says %d: run this test with -update", file, size.Width, p.width)
		}
		if !shown[file] {
			t.Errorf("no document shows %s", file)
		}
		delete(shown, file)
	}
	for file := range shown {
		t.Errorf("a document shows %s, which is not on the list of pictures", file)
	}
	v := everything(t)
	for _, p := range pictures {
		if answer := v.Get(t, p.path); answer.Status != 200 {
			t.Errorf("picture %s: %s answers %d", p.name, p.path, answer.Status)
		}
	}
}

var pictured = regexp.MustCompile(`!\[[^\]]*\]\((?:docs/)?images/([^)]+\.png)\)`)

func shownInDocuments(t *testing.T) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testkit.Root(), "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, path := range append(paths, filepath.Join(testkit.Root(), "README.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range pictured.FindAllSubmatch(text, -1) {
			shown[string(found[1])] = true
		}
	}
	return shown
}

func take(t *testing.T, folder string) {
	v := everything(t)
	for _, p := range pictures {
		v.Get(t, p.path) // made ahead: a browser's time is limited
	}
	browser := testkit.Browser(t)
	for _, p := range pictures {
		taken, err := p.taken(browser, v.URL)
		if err != nil {
			t.Fatalf("picture %s: %v", p.name, err)
		}
		var file bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, visit.Flat(taken)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, p.name+".png"), file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (p picture) taken(browser context.Context, site string) (image.Image, error) {
	if err := chromedp.Do(browser, visit.Scheme("light"), chromedp.EmulateViewport(p.width, 900), chromedp.Navigate(site+p.path), visit.AllLaidOut); err != nil {
		return nil, err
	}
	area := page.Viewport{Width: float64(p.width), Height: float64(p.height), Scale: 1}
	if p.from != "" {
		const above = 12
		found, err := chromedp.Run(browser, chromedp.Evaluate[[]float64](fmt.Sprintf(`(found => found ? [found.getBoundingClientRect().top + scrollY, found.offsetHeight] : [])(document.querySelector(%q))`, p.from)))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("the page has no %s", p.from)
		}
		area.Y = max(0, found[0]-above)
		if p.height == 0 {
			area.Height = found[1] + 2*above
		}
	}
	// A window as high as the picture keeps what sticks to its foot from lying over the rest.
	if err := chromedp.Do(browser, chromedp.EmulateViewport(p.width, int64(area.Y+area.Height))); err != nil {
		return nil, err
	}
	beyond := true
	shot, err := chromedp.Run(browser, chromedp.Action[[]byte](func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		result, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: &area, CaptureBeyondViewport: &beyond})
		return result.Data, err
	}))
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(shot))
}
